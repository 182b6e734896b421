// What scripts do between requests, beside k6: digests, encodings, JSON, pages, UUIDs as k6-utils makes them. Processor time
// of whole runs, less that of a run which calls nothing, so that others on the machine count little; the best of the
// rounds, and how many times as fast Salvo is. Arguments: rounds, path of k6 (or the environment variable K6_BINARY).
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { interleaved, numbersOr, printTable, SALVO, scriptFile } from './rounds.js';
import { shopPage } from './shop-page.js';

/** The module that tests use, of the shape of k6-utils. */
const UTILS = resolve(import.meta.dirname, '..', '..', 'test', 'fixtures', 'libraries', 'k6-utils.js');

/** One call each, and how many of them make a run of about a second. */
const CALLS: Readonly<Record<string, readonly [call: string, calls: number]>> = {
  'sha256 of 1 KB, hex': ["k6crypto.sha256(text, 'hex')", 300_000],
  'hmac sha256 of 1 KB, hex': ["k6crypto.hmac('sha256', 'secret-key-1234567890', text, 'hex')", 300_000],
  'b64encode of 1 KB': ['encoding.b64encode(text)', 300_000],
  'b64decode of 1 KB': ['encoding.b64decode(encoded)', 300_000],
  'JSON.parse of 30 KB': ['JSON.parse(json)', 1000],
  'JSON.stringify of 30 KB': ['JSON.stringify(products)', 2000],
  'parse a page of 30 KB': ['parseHTML(page + number++)', 400],
  'JSON.parse, and parse a page': ['parseHTML(page + number++ + JSON.parse(json).length)', 300],
  'uuidv4() of k6-utils': ['uuidv4()', 100_000],
  'uuidv4(true) of k6-utils': ['uuidv4(true)', 100_000],
  'randomString(16) of k6-utils': ['randomString(16)', 100_000],
};
const NOTHING = 'nothing';

const scriptOf = (call: string, calls: number): string =>
  scriptFile(`
  import k6crypto from 'k6/crypto';
  import encoding from 'k6/encoding';
  import { parseHTML } from 'k6/html';
  import { randomString, uuidv4 } from ${JSON.stringify(UTILS)};
  const text = 'abcdefgh'.repeat(128);
  const encoded = encoding.b64encode(text);
  const products = Array.from({ length: 240 }, (_, id) => ({
    id, name: 'Product "' + id + '"', price: id * 1.25, tags: ['new', 'sale'], stock: { here: id % 7, there: null }, sold: id % 2 === 0,
  }));
  const json = JSON.stringify(products);
  const page = ${JSON.stringify(shopPage())};
  let number = 0;
  let last;
  export default function () { for (let i = 0; i < ${calls}; i++) last = ${call}; }`);

// Each file of a script is removed at the end.
process.setMaxListeners(Object.keys(CALLS).length + 10);

const [, k6 = process.env.K6_BINARY] = process.argv.slice(2);
const ENGINES: Readonly<Record<string, readonly string[]>> = {
  salvo: [process.execPath, SALVO],
  ...(k6 === undefined ? {} : { k6: [k6] }),
};

/** Of the shell's children, as `times` prints it: user and system, `0m1.230s 0m0.045s`. */
function cpuSecondsOf(program: readonly string[], script: string): number {
  const command = [...program, 'run', '-q', '--summary-mode=disabled', script];
  const told = execFileSync('bash', ['-c', '"$@" >/dev/null 2>&1 || exit 1; times', 'bash', ...command], {
    env: { ...process.env, K6_NO_USAGE_REPORT: 'true', SALVO_WORKERS: '1' },
    encoding: 'utf8',
  });
  const times = [
    ...told
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ];
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

const scripts = new Map([
  [NOTHING, scriptOf('0', 1)],
  ...Object.entries(CALLS).map(([name, [call, calls]]) => [name, scriptOf(call, calls)] as const),
]);
const [rounds] = numbersOr(2);
const results = await interleaved(Object.keys(ENGINES), rounds, async (engine) => {
  return new Map([...scripts].map(([name, script]) => [name, cpuSecondsOf(ENGINES[engine]!, script)]));
});
const best = (engine: string, name: string): number => Math.min(...results.get(engine)!.map((run) => run.get(name)!));
const microsecondsOf = (engine: string, name: string): number =>
  ((best(engine, name) - best(engine, NOTHING)) * 1e6) / CALLS[name]![1];

const engines = Object.keys(ENGINES);
printTable(
  ['', ...engines.map((engine) => `${engine} µs`), ...(engines.length > 1 ? ['times as fast'] : [])],
  Object.keys(CALLS).map((name) => {
    const figures = engines.map((engine) => microsecondsOf(engine, name));
    return [
      name,
      ...figures.map((us) => us.toFixed(2)),
      ...(figures[1] ? [(figures[1] / figures[0]!).toFixed(1)] : []),
    ];
  }),
);
