// What a call of the modules that compute costs, in nanoseconds: the best of many short stretches, so that others on the
// machine do not count. Beside k6, when the environment variable K6_BINARY names one. Argument: rounds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { interleaved, numbersOr, printTable, SALVO, scriptFile } from './rounds.js';

/** Name of what is measured: one call. */
const CALLS: Readonly<Record<string, string>> = {
  'sha256 of 1 KB, hex': "k6crypto.sha256(text, 'hex')",
  'sha256 of 1 KB of bytes, hex': "k6crypto.sha256(bytes, 'hex')",
  'hmac sha256 of 1 KB, hex': "k6crypto.hmac('sha256', 'secret-key-1234567890', text, 'hex')",
  'createHash, update, digest of 1 KB': "digestOf(k6crypto.createHash('sha256'))",
  'md5 of 32 bytes, hex': "k6crypto.md5('01234567890123456789012345678901', 'hex')",
  'md4 of 32 bytes, hex': "k6crypto.md4('01234567890123456789012345678901', 'hex')",
  'ripemd160 of 32 bytes, hex': "k6crypto.ripemd160('01234567890123456789012345678901', 'hex')",
  'b64encode of 1 KB': 'encoding.b64encode(text)',
  'b64decode of 1 KB': 'encoding.b64decode(encoded)',
  'b64decode of 1 KB as text': "encoding.b64decode(encoded, 'std', 's')",
  'crypto.randomUUID()': 'crypto.randomUUID()',
  'Math.random(), seeded': 'Math.random()',
  'randomSeed(n)': 'randomSeed(7)',
  'new TextEncoder().encode of 1 KB': 'new TextEncoder().encode(text)',
};

/** Calls of a stretch, where the usual number takes much too long or too short a time. */
const CALLS_OF: Readonly<Record<string, number>> = {
  'crypto.randomUUID()': 200_000,
  'Math.random(), seeded': 1_000_000,
  'randomSeed(n)': 500,
};
const USUAL_CALLS = 10_000;

const script = scriptFile(`
  import k6crypto from 'k6/crypto';
  import encoding from 'k6/encoding';
  import { randomSeed } from 'k6';
  const text = 'abcdefgh'.repeat(128);
  const bytes = new Uint8Array(1024);
  const encoded = encoding.b64encode(text);
  const digestOf = (hasher) => { hasher.update(text); return hasher.digest('hex'); };
  // The clock shows whole milliseconds: a stretch has some twenty of them.
  const nsOf = (calls, call) => {
    let best = Infinity;
    for (let stretch = 0; stretch < 25; stretch++) {
      const start = Date.now();
      for (let i = 0; i < calls; i++) call();
      best = Math.min(best, Date.now() - start);
    }
    return (best * 1e6) / calls;
  };
  export default function () {
    randomSeed(1);
    ${Object.entries(CALLS)
      .map(
        ([name, call]) =>
          `console.log('ns ' + nsOf(${CALLS_OF[name] ?? USUAL_CALLS}, () => ${call}) + ' ' + ${JSON.stringify(name)});`,
      )
      .join('\n')}
  }`);

const k6 = process.env.K6_BINARY;
const ENGINES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  salvo: [process.execPath, SALVO],
  ...(k6 === undefined ? {} : { k6: [k6] }),
};

async function measure(engine: string): Promise<ReadonlyMap<string, number>> {
  const [program, ...first] = ENGINES[engine]!;
  const child = spawn(program, [...first, 'run', '-q', '--log-format=raw', script], {
    env: { ...process.env, K6_NO_USAGE_REPORT: 'true' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${engine} ended with ${code}:\n${output}`);
  return new Map([...output.matchAll(/^ns (\S+) (.*)$/gm)].map(([, ns, name]) => [name!, Number(ns)]));
}

const [rounds] = numbersOr(3);
const results = await interleaved(Object.keys(ENGINES), rounds, measure);
const best = (engine: string, name: string): number => Math.min(...results.get(engine)!.map((run) => run.get(name)!));
printTable(
  ['', ...Object.keys(ENGINES).map((engine) => `${engine} ns`), ...(k6 === undefined ? [] : ['times as fast'])],
  Object.keys(CALLS).map((name) => {
    const figures = Object.keys(ENGINES).map((engine) => best(engine, name));
    const ratio = k6 === undefined ? [] : [(figures[1]! / Math.max(figures[0]!, 1)).toFixed(1)];
    return [name, ...figures.map((ns) => ns.toFixed(0)), ...ratio];
  }),
);
