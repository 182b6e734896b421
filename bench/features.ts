// What each thing a script may do besides a request costs: iterations per second of one worker on one core, the server
// on another, against the bare request. Arguments: seconds of a run, rounds.
import { devNull } from 'node:os';
import { interleaved, middle, numbersOr, pinTo, printTable, salvoRound, scriptFile } from './rounds.js';
import { startBenchServer } from './server.js';

const GET = 'http.get(__ENV.URL)';
const CHECK = `check(${GET}, { 'status is 200': (res) => res.status === 200 });`;
const THRESHOLDS = `thresholds: { http_req_duration: ['p(95)<500', 'p(99)<900'], http_req_failed: ['rate<0.1'],
  'http_req_duration{kind:a}': ['p(95)<500'], iterations: ['count>1'] }`;
/** What an iteration does, what stands in the options, and flags of the run. */
type Body = readonly [body: string, options?: string, ...flags: string[]];
const BODIES: Readonly<Record<string, Body>> = {
  'a request': [`${GET};`],
  '+ a check': [CHECK],
  '+ a group': [`group('outer', () => { ${GET}; });`],
  '+ two tags': ["http.get(__ENV.URL, { tags: { kind: 'a', part: 'b' } });"],
  '+ five thresholds': [`${GET};`, THRESHOLDS],
  '+ a metric of its own': [`own.add(${GET}.timings.duration);`],
  '+ --out json': [`${GET};`, '', `--out=json=${devNull}`],
  'all but the output': [
    `group('outer', () => { const res = http.get(__ENV.URL, { tags: { kind: 'a', part: 'b' } });
      check(res, { 'status is 200': (r) => r.status === 200 }); own.add(res.timings.duration); });`,
    THRESHOLDS,
  ],
};
const textOf = ([body, options = '']: Body): string => `
  import http from 'k6/http';
  import { check, group } from 'k6';
  import { Trend } from 'k6/metrics';
  const own = new Trend('own', true);
  export const options = { vus: 50, ${options} };
  export default function () { ${body} }
`;

const [seconds, rounds] = numbersOr(3, 3);
pinTo(0);
await using server = await startBenchServer();
pinTo(1);
const scripts = new Map(Object.entries(BODIES).map(([name, body]) => [name, scriptFile(textOf(body))]));
const results = await interleaved([...scripts.keys()], rounds, (name) =>
  salvoRound(
    scripts.get(name)!,
    `--duration=${seconds}s`,
    '--workers=1',
    `--env=URL=${server.url}/`,
    ...(BODIES[name]!.slice(2) as string[]),
  ),
);
const bare = middle(results.get('a request')!, ({ cpuMs, iterations }) => cpuMs / iterations);
printTable(
  ['', 'iterations/s', 'CPU µs each', 'µs above the request'],
  [...results].map(([name, runs]) => {
    const each = middle(runs, ({ cpuMs, iterations }) => cpuMs / iterations);
    const rate = middle(runs, ({ iterations, seconds: took }) => iterations / took);
    return [name, rate.toFixed(0), (each * 1000).toFixed(1), ((each - bare) * 1000).toFixed(1)];
  }),
);
