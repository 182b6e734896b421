// error.stack in scripts: the user's files and lines only, wherever an error is made and whoever has called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';

const LIBRARY = `export interface Point { x: number }

export const fail = (point: Point): never => {
  throw new Error('in a library ' + point.x);
};
`;

/** Each of these stands on a line of its own, and its innermost frame must name that line. */
const CASES = [
  `show('throw', () => { throw new Error('here'); });`,
  `show('after a wait', () => { sleep(0.001); throw new Error('here'); });`,
  `show('group', () => group('g', () => { sleep(0.001); throw new Error('here'); }));`,
  `show('check', () => check(1, { named: () => { throw new Error('here'); } }));`,
  `show('builtin', () => [1].map(() => { sleep(0.001); throw new Error('here'); }));`,
  `show('plain builtin', () => [2, 1].sort(() => { throw new Error('here'); }));`,
  `show('type error', () => (undefined as any).nothing);`,
  `show('of ours', () => check(1, { 'a::b': true }));`,
  `show('web', () => new URL('bad'));`,
  `show('clone', () => structuredClone(() => 1));`,
  `show('own class', () => { throw new Late('here', { value: 1 }); });`,
  `show('class of a class', () => { throw new Later('here'); });`,
  `show('getter', () => ({ get one() { throw new Error('here'); } }).one);`,
  `show('generator', () => [...(function* () { yield 1; throw new Error('here'); })()]);`,
  `show('stream', () => new ReadableStream({ start() { sleep(0.001); throw new Error('here'); } }));`,
  `await show('file', () => csv.parse('no file'));`,
  `await Promise.resolve().then(() => show('then', () => { throw new Error('here'); }));`,
  `await new Promise<void>((go) => setTimeout(() => { show('timer', () => { throw new Error('here'); }); go(); }, 1));`,
  `await new Promise<void>((go) => queueMicrotask(() => { show('microtask', () => { throw new Error('here'); }); go(); }));`,
];

const SCRIPT = `import { check, group, sleep } from 'k6';
import * as csv from 'k6/experimental/csv';
import { ReadableStream } from 'k6/experimental/streams';
import { fail } from './library';

async function show(name: string, act: () => unknown): Promise<void> {
  try { await act(); } catch (error) { console.log(JSON.stringify([name, (error as Error).stack])); }
}

export function setup() { show('library', () => fail({ x: 1 })); }

class Late extends Error {
  constructor(message: string, { value = sleep(0.001) as unknown } = {}) { super(message); this.name = 'Late' + (value ? '' : '!'); }
}
class Later extends Late {}

export default async function () {
  ${CASES.join('\n  ')}
}
`;

for (const level of ['optimised', 'complete']) {
  test(`stacks are the user's, compiled to the ${level} level`, async () => {
    await using folder = await tempFolder({ 'library.ts': LIBRARY, 'script.ts': SCRIPT });
    const args = ['run', `--compile=${level}`, '--log-format=json', `${folder.path}/script.ts`];
    const { code, stderr } = await runSalvo(args);
    assert.equal(code, 0, stderr);
    const told = stderr
      .split('\n')
      .filter((line) => line.includes('"source":"console"'))
      .map((line) => JSON.parse((JSON.parse(line) as { msg: string }).msg) as [string, string]);
    const names = ['library', ...CASES.map((line) => /show\('([^']+)'/.exec(line)![1]!)];
    assert.deepEqual(
      told.map(([name]) => name),
      names,
    );
    for (const [name, stack] of told) {
      const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
      const foreign = frames.filter(
        (line) => !line.includes(`file://${folder.path}/`) && !line.includes('(<anonymous>)'),
      );
      assert.deepEqual(foreign, [], `${name}\n${stack}`);
      // What is rejected has no frame of the script: nobody of it is on the stack when that happens.
      if (name === 'file') continue;
      const expected = name === 'library' ? 'library.ts:4:' : `script.ts:${lineOf(SCRIPT, `show('${name}'`)}:`;
      // As in k6, what makes an error of an own class that may wait is a frame of its own.
      const innermost = frames.find((line) => !/^\s+at new Late/.test(line));
      assert.ok(innermost?.includes(expected), `${name}: wanted ${expected}\n${stack}`);
    }
    const [, stack] = told[0]!;
    assert.match(stack, /library\.ts:4:9\)\n.*script\.ts:10:\d+\)?\n[\s\S]*at setup/, stack);
  });
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
