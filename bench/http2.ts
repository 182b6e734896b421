// What a scripted request over HTTP/2 and TLS costs: `http.get` and a check on 50 connections with one stream each, and
// batches of six on one connection for each VU; against Node's own client (`--http-client undici`), k6 and h2load, where
// they are installed (K6 names k6's file). One core for the generator, nginx on the other one. Fresh processes, interleaved
// rounds in turning order, medians; Salvo compiles its code in a warm-up. Arguments: seconds of a round, rounds, connections.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installed } from './installed.js';
import { startNginx } from './nginx.js';
import { interleaved, middle, numbersOr, pinTo, printTable, salvoRound, scriptFile } from './rounds.js';

interface Result {
  readonly requests: number;
  readonly seconds: number;
  /** Of its whole process for k6 and h2load, which need little to start; of its run for Salvo. */
  readonly cpuMs: number;
}

const [seconds, rounds, connections] = numbersOr(5, 5, 50);
const BODY_BYTES = 58;
const K6 = process.env.K6 ?? 'k6';

const script = (call: string): string =>
  scriptFile(`
  import http from 'k6/http';
  import { check } from 'k6';
  export const options = { insecureSkipTLSVerify: true };
  const six = Array.from({ length: 6 }, () => __ENV.URL);
  export default function () { ${call} }
`);
const SINGLE = script('check(http.get(__ENV.URL), { ok: (res) => res.status === 200 });');
const BATCH = script('check(http.batch(six), { ok: (all) => all.every((res) => res.status === 200) });');

const flags = () => [`--vus=${connections}`, `--duration=${seconds}s`, `--env=URL=${server.url}/`];

async function salvo(file: string, client: string): Promise<Result> {
  return await salvoRound(file, ...flags().map(String), '--workers=1', '--warmup=3s', `--http-client=${client}`);
}

async function k6(file: string): Promise<Result> {
  const { output, cpuMs } = await timed(K6, ['run', '--quiet', ...flags(), file]);
  const [, requests, rate] = /http_reqs\.*: (\d+) +([\d.]+)\/s/.exec(output) ?? [];
  if (requests === undefined) throw new Error(`k6 said: ${output}`);
  return { requests: Number(requests), seconds: Number(requests) / Number(rate), cpuMs };
}

async function h2load(streams: number): Promise<Result> {
  const load = ['-t1', `-c${connections}`, `-m${streams}`, `-D${seconds}`, `${server.url}/`];
  const { output, cpuMs } = await timed('h2load', load);
  const [, took, rate] = /finished in ([\d.]+)s, ([\d.]+) req\/s/.exec(output) ?? [];
  if (took === undefined) throw new Error(`h2load said: ${output}`);
  return { requests: Number(rate) * seconds, seconds, cpuMs };
}

/** Runs a command; what it printed, and its processor time. */
async function timed(command: string, args: readonly string[]): Promise<{ output: string; cpuMs: number }> {
  const env = { ...process.env, TIMEFORMAT: '%U %S', K6_NO_USAGE_REPORT: 'true', GOMAXPROCS: '1' };
  const all = ['-c', 'time "$@" 2>&1', 'bash', command, ...args];
  const { stdout, stderr } = await promisify(execFile)('bash', all, { encoding: 'utf8', env });
  const [user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
  return { output: stdout, cpuMs: (user! + system!) * 1000 };
}

type Variants = Readonly<Record<string, () => Promise<Result>>>;
const others: Variants = installed(K6, 'version') ? { k6: () => k6(SINGLE), 'k6, batch of 6': () => k6(BATCH) } : {};
const h2loads: Variants = installed('h2load', '--version')
  ? { h2load: () => h2load(1), 'h2load, 6 streams': () => h2load(6) }
  : {};
const VARIANTS: Variants = {
  salvo: () => salvo(SINGLE, 'salvo'),
  "Node's client": () => salvo(SINGLE, 'undici'),
  'salvo, batch of 6': () => salvo(BATCH, 'salvo'),
  "Node's client, batch of 6": () => salvo(BATCH, 'undici'),
  ...others,
  ...h2loads,
};

pinTo(0);
const nginx = await startNginx(BODY_BYTES, 'h2');
if (nginx === undefined) throw new Error('nginx is not installed');
const server = nginx;
const pinned = pinTo(1);
try {
  const results = await interleaved(Object.keys(VARIANTS), rounds, (variant) => VARIANTS[variant]!());
  const cost = (variant: string): number => middle(results.get(variant)!, (one) => (one.cpuMs * 1000) / one.requests);
  const rate = (variant: string): number => middle(results.get(variant)!, (one) => one.requests / one.seconds);
  console.log(
    `${connections} connections, ${rounds} rounds of ${seconds} s, ${pinned === 'pinned' ? 'one core each' : 'cores shared'}.`,
  );
  // Each beside those that do the same.
  const beside = (variant: string): string[] => {
    const own = /batch|streams/.test(variant) ? 'salvo, batch of 6' : 'salvo';
    return [(rate(own) / rate(variant)).toFixed(2), (cost(variant) / cost(own)).toFixed(2)];
  };
  printTable(
    ['', 'requests/s', 'CPU µs each', 'Salvo: times its rate', 'times less CPU'],
    Object.keys(VARIANTS).map((variant) => [
      variant,
      rate(variant).toFixed(0),
      cost(variant).toFixed(1),
      ...beside(variant),
    ]),
  );
} finally {
  await server.stop();
}
