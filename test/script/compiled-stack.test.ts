// Stacks of compiled code that really waited: they read as if nothing had been compiled.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Operation, Resumable } from '../../src/k6/context.js';
import { nativeTable } from '../../src/k6/modules.js';
import { type AnyFunction, Marked, PENDING } from '../../src/k6/suspension.js';
import { compile } from '../../src/script/compile.js';
import { readScript } from '../../src/script/read-script.js';
import { mapStack } from '../../src/script/stack.js';
import { operation } from '../../src/suspension/natives.js';
import { loadScript } from '../../src/vu/runtime/load.js';
import { ScriptFiles } from '../../src/vu/sandbox/files.js';
import { tempFolder } from '../helpers/temp.js';
import { TestVu } from '../helpers/vu.js';

/** Answers later; an error when asked for `fail`. */
const get = operation(
  'http.get()',
  ((url: unknown): Operation =>
    Object.assign(new Marked(), {
      what: 'http.get()',
      exec: (strand: Resumable) => {
        setImmediate(() => (url === 'fail' ? strand.fail(() => new Error('request failed')) : strand.resume(200)));
        return PENDING;
      },
    })) as never,
);

/** The frames of the error that the script's default function ends with, `file:///…/` taken off the files. */
async function framesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  await using folder = await tempFolder(files);
  const host = { cwd: folder.path, stdin: Readable.from([]) };
  const script = await compile(await readScript('main.ts', host), {
    ...host,
    isolateLibs: [],
    sourceMaps: true,
    level: 'optimised',
    natives: nativeTable(),
  });
  const vu = new TestVu();
  const modules = { 'k6/http': () => ({ default: { get }, get }) };
  const loaded = loadScript(script, { modules, files: new ScriptFiles(script), log: vu.thread.log });
  vu.stage = 'init';
  const instance = await loaded.instantiate(vu.loop, {});
  vu.stage = 'vu';
  const outcome = await vu.iterate(instance.exports.default as AnyFunction);
  assert.equal(outcome.kind, 'threw');
  const stack = mapStack(script, (outcome as { error: Error }).error.stack!);
  return stack
    .replaceAll(`${pathToFileURL(folder.path).href}/`, '')
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
}

const HTTP = "import http from 'k6/http';\n";

test('methods, helpers and callbacks, over two files', async () => {
  const frames = await framesOf({
    'main.ts': `${HTTP}import { Shop } from './shop';

interface User { readonly id: number }

function visit(user: User): void {
  new Shop().buy(user.id);
}

export default function () {
  const users: User[] = [{ id: 1 }];
  users.forEach((user) => {
    http.get('ok');
    visit(user);
  });
}
`,
    'shop.ts': `${HTTP}
export class Shop {
  buy(id: number): void {
    http.get('ok');
    throw new Error(\`sold out: \${id}\`);
  }
}
`,
  });
  assert.deepEqual(frames, [
    'at Shop.buy (shop.ts:6:11)',
    'at visit (main.ts:7:14)',
    // A forEach statement is compiled to a loop, so it has no frames of its own.
    'at default (main.ts:14:5)',
  ]);
});

test('a failed operation has the stack of the call that made it', async () => {
  const frames = await framesOf({
    'main.ts': `${HTTP}
function* pages() { yield http.get('fail'); }
class Late {
  constructor(n: number) {
    http.get('ok');
    for (const page of pages()) page;
  }
}
export default () => {
  new Late(1);
};
`,
  });
  assert.deepEqual(frames, ['at pages (main.ts:3:32)', 'at new Late (main.ts:7:24)', 'at default (main.ts:11:3)']);
});

test('a function that calls itself is shown as often as it did', async () => {
  const frames = await framesOf({
    'main.ts': `${HTTP}
function down(n: number): void {
  if (n === 0) http.get('fail');
  else down(n - 1);
}
export default function () {
  down(2);
}
`,
  });
  assert.deepEqual(frames, [
    'at down (main.ts:4:21)',
    'at down (main.ts:5:8)',
    'at down (main.ts:5:8)',
    'at default (main.ts:8:3)',
  ]);
});

test('after an await, and in a getter', async () => {
  const frames = await framesOf({
    'main.ts': `${HTTP}
const page = {
  get size(): number {
    http.get('fail');
    return 1;
  },
};
export default async function () {
  await Promise.resolve();
  return page.size;
}
`,
  });
  assert.deepEqual(frames, ['at get size (main.ts:5:10)', 'at default (main.ts:11:15)']);
});
