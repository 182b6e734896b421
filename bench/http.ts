// What a scripted request costs: `http.get` and a check with full metrics, against wrk where it is installed, autocannon,
// and undici's own dispatch with a promise for each request. One core for the generator, the server on another one:
// nginx where it is installed, else a process that answers without reading. Fresh processes, interleaved rounds in
// turning order, medians. Arguments: seconds of a round, rounds, connections.
import { installed } from './installed.js';
import { startNginx } from './nginx.js';
import { interleaved, middle, numbersOr, pinTo, printTable, salvoRound, scriptFile } from './rounds.js';
import { runVariant, type VariantResult } from './run-variant.js';
import { startBenchServer } from './server.js';
import { runWrk } from './wrk.js';

type Result = Pick<VariantResult, 'requests' | 'seconds'> & Partial<VariantResult>;

const [seconds, rounds, connections] = numbersOr(5, 5, 50);
const BODY_BYTES = 58;

const command = scriptFile(`
  import http from 'k6/http';
  import { check } from 'k6';
  export default function () { check(http.get(__ENV.URL), { ok: (res) => res.status === 200 }); }
`);

const inProcess = (variant: string) => (): Promise<Result> =>
  runVariant(variant, { url: server.url, seconds, connections });

/** The command with its main thread, progress and summary, all on the generator's core. */
async function wholeCommand(): Promise<Result> {
  const flags = [`--vus=${connections}`, `--duration=${seconds}s`, '--workers=1', `--env=URL=${server.url}/`];
  const round = await salvoRound(command, ...flags);
  return { requests: round.requests, seconds: round.seconds, all: round.requests };
}

const VARIANTS: Readonly<Record<string, () => Promise<Result>>> = {
  script: inProcess('script'),
  'salvo run': wholeCommand,
  'script, undici': inProcess('script, undici'),
  client: inProcess('client'),
  ...(installed('wrk', '-v') ? { wrk: () => runWrk(server.url, seconds, connections) } : {}),
  autocannon: inProcess('autocannon'),
  promises: inProcess('promises'),
};

const pinned = pinTo(0) === 'pinned';
const nginx = await startNginx(BODY_BYTES);
const server = nginx ?? (await startBenchServer(BODY_BYTES));
pinTo(1);
try {
  const results = await interleaved(Object.keys(VARIANTS), rounds, counted);
  print(results);
} finally {
  await server.stop();
}

/** A round, and whether the server has counted the same. */
async function counted(variant: string): Promise<Result> {
  await server.reset();
  const result = await VARIANTS[variant]!();
  const seen = await server.reset();
  // autocannon and wrk stop with a request on each connection.
  const unfinished = variant === 'autocannon' || result.all === undefined;
  if (!unfinished && seen !== result.all) console.log(`${variant}: counted ${result.all}, the server ${seen}`);
  return result;
}

function print(results: ReadonlyMap<string, readonly Result[]>): void {
  const rate = (variant: string): number => middle(results.get(variant)!, (one) => one.requests / one.seconds);
  const cost = (variant: string, of: 'userMs' | 'systemMs'): string => {
    const runs = results.get(variant)!;
    return runs[0]![of] === undefined ? '' : middle(runs, (one) => (one[of]! * 1000) / one.requests).toFixed(1);
  };
  console.log(
    `${connections} connections, ${rounds} rounds of ${seconds} s, ${nginx ? 'nginx' : 'a server of our own'}, ` +
      `${pinned ? 'one core each' : 'cores shared'}.`,
  );
  printTable(
    ['', 'requests/s', 'of autocannon', 'of undici', 'own µs each', 'system µs each'],
    Object.keys(VARIANTS).map((variant) => [
      variant,
      rate(variant).toFixed(0),
      (rate(variant) / rate('autocannon')).toFixed(2),
      (rate(variant) / rate('promises')).toFixed(2),
      cost(variant, 'userMs'),
      cost(variant, 'systemMs'),
    ]),
  );
}
