// What an output costs: processor time of a whole run for each of its iterations, above the same run without outputs. An
// iteration makes twelve samples with tags, at a rate that all outputs keep up with; everything runs on one core, what it is
// pushed to on another. Beside k6, when the environment variable K6_BINARY or the fourth argument names one. Arguments:
// seconds of a run, iterations a second, rounds, k6.
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { interleaved, middle, numbersOr, pinTo, printTable, SALVO, scriptFile } from './rounds.js';

const SAMPLES = 12;
const SCRIPT = `
  import { check } from 'k6';
  import { Counter, Trend } from 'k6/metrics';
  const counter = new Counter('own_counter'), trend = new Trend('own_trend', true);
  export const options = { scenarios: { all: {
    executor: 'constant-arrival-rate', rate: Number(__ENV.RATE), duration: __ENV.SECONDS + 's', preAllocatedVUs: 20,
  } } };
  const tags = { name: 'front page', method: 'GET', status: '200' };
  export default function () {
    check(7, { 'is seven': (number) => number === 7 });
    for (let i = 0; i < 3; i++) {
      counter.add(1, tags);
      trend.add(7 + i, tags);
    }
    trend.add(5, { ...tags, status: '404' });
  }
`;

/** What outputs are told, and variables. `SINK` becomes the address of what they push to. */
type Variant = readonly [out: string, env?: Readonly<Record<string, string>>];
const RW = 'K6_PROMETHEUS_RW_';
const OTEL = { K6_OTEL_EXPORTER_PROTOCOL: 'http/protobuf', K6_OTEL_HTTP_EXPORTER_INSECURE: 'true' };
const OUTPUTS: Readonly<Record<string, Variant>> = {
  'no output': [''],
  json: [`json=${devNull}`],
  csv: [`csv=${devNull}`],
  influxdb: ['influxdb=http://SINK/k6'],
  'prometheus-rw': ['experimental-prometheus-rw', { [`${RW}SERVER_URL`]: 'http://SINK/api/v1/write' }],
  '… native histograms': [
    'experimental-prometheus-rw',
    { [`${RW}SERVER_URL`]: 'http://SINK/api/v1/write', [`${RW}TREND_AS_NATIVE_HISTOGRAM`]: 'true' },
  ],
  opentelemetry: ['opentelemetry', { ...OTEL, K6_OTEL_HTTP_EXPORTER_ENDPOINT: 'SINK' }],
};
/** What k6 has no word for. */
const OWN: Readonly<Record<string, Variant>> = {
  'influxdb, aggregate=1s': ['influxdb=http://SINK/k6?aggregate=1s'],
};

const [seconds, rate, rounds] = numbersOr(5, 2000, 3);
const k6 = process.argv[5] ?? process.env.K6_BINARY;
const script = scriptFile(SCRIPT);
pinTo(0);
const sink = fork(join(import.meta.dirname, 'sink-process.js'), { execArgv: [] });
const [port] = (await once(sink, 'message')) as [number];
pinTo(1);

const TOOLS: Readonly<Record<string, readonly string[]>> = {
  salvo: [process.execPath, SALVO, 'run', '--workers=1'],
  ...(k6 ? { k6: [k6, 'run', '--no-usage-report'] } : {}),
};
const outputsOf = (tool: string): Readonly<Record<string, Variant>> =>
  tool === 'salvo' ? { ...OUTPUTS, ...OWN } : OUTPUTS;
const variants = Object.keys(TOOLS).flatMap((tool) => Object.keys(outputsOf(tool)).map((name) => `${tool} ${name}`));

const results = await interleaved(variants, rounds, async (variant) => {
  const cut = variant.indexOf(' ');
  const tool = variant.slice(0, cut);
  return runOnce(TOOLS[tool]!, outputsOf(tool)[variant.slice(cut + 1)]!);
});
sink.disconnect();
printTable(
  ['', ...Object.keys(TOOLS).flatMap((tool) => [`${tool}: CPU µs an iteration`, 'of it the output', 'µs a sample'])],
  Object.keys({ ...OUTPUTS, ...OWN }).map((name) => [
    name,
    ...Object.keys(TOOLS).flatMap((tool) => cellsOf(tool, name)),
  ]),
);

function cellsOf(tool: string, name: string): string[] {
  const runs = results.get(`${tool} ${name}`);
  if (!runs) return ['', '', ''];
  const us = (times: readonly number[]): number => middle(times, (one) => one) * 1e6;
  const above = us(runs) - us(results.get(`${tool} no output`)!);
  return [us(runs).toFixed(1), above.toFixed(1), (above / SAMPLES).toFixed(2)];
}

/** Seconds of processor time of the whole process for each of its iterations. */
function runOnce(command: readonly string[], [out, env = {}]: Variant): number {
  const sinkIn = (text: string): string => text.replace('SINK', `127.0.0.1:${port}`);
  const load = ['-e', `RATE=${rate}`, '-e', `SECONDS=${seconds}`];
  const flags = ['--quiet', ...load, ...(out === '' ? [] : [`--out=${sinkIn(out)}`])];
  const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, sinkIn(value)]));
  const shell = ['-c', 'TIMEFORMAT="cpu %U %S"; time "$@"', 'bash', ...command, ...flags, script];
  const { stdout, stderr } = spawnSync('bash', shell, { encoding: 'utf8', env: { ...process.env, ...variables } });
  const found = /^cpu ([\d.]+) ([\d.]+)$/m.exec(stderr);
  const iterations = Number(/^ *iterations\.*: (\d+)/m.exec(stdout)?.[1]);
  if (!found || !iterations || /level=error|not (written|reach)/.test(stderr))
    throw new Error(`${command} ${flags}:\n${stderr}`);
  return (Number(found[1]) + Number(found[2])) / iterations;
}
