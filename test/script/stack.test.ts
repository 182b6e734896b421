// Stacks of compiled code, in the user's own places.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { bundle } from '../../src/script/bundle.js';
import type { Bundle } from '../../src/script/bundle-types.js';
import type { CompiledScript } from '../../src/script/compiled-script.js';
import { lineStarts, positionOf } from '../../src/script/positions.js';
import { readScript } from '../../src/script/read-script.js';
import { mapStack } from '../../src/script/stack.js';
import { tempFolder } from '../helpers/temp.js';

const FILES = {
  'main.ts': `import { Shop } from './lib/shop';
interface Order { readonly seat: number }

export default function (): void {
  const order: Order = { seat: 3 };
  [1].forEach(() => new Shop('é').buy(order.seat));
}
`,
  'lib/shop.ts': `export class Shop {
  constructor(private readonly name: string) {}

  buy(seat: number): never {
    const err = new Error(\`sold out: \${this.name}\`); throw err; /* seat */ seat;
  }
}
`,
};

/** Wraps a bundle as the compiler does: glue before it, and a glue line in front of each of its lines. */
function compiled({ code, map, source }: Bundle, bundleMap = map): CompiledScript {
  const text = code.slice(0, code.lastIndexOf('export {'));
  const glue = '(function () { "use strict";\n';
  const slices = { outputs: [] as number[], inputs: [] as number[], lengths: [] as number[] };
  let out = glue;
  for (const line of text.split(/(?<=\n)/)) {
    out += '/* glue\n */ ';
    slices.outputs.push(out.length);
    slices.inputs.push(slices.inputs.length === 0 ? 0 : slices.inputs.at(-1)! + slices.lengths.at(-1)!);
    slices.lengths.push(line.length);
    out += line;
  }
  return {
    name: source.name,
    root: undefined,
    entryPath: source.entryPath,
    source: source.text,
    codeName: 'salvo:main.ts (1)',
    code: `${out}\nreturn main_default; })()`,
    suspendsInInit: false,
    k6Modules: [],
    positions: {
      outputOffsets: Uint32Array.from(slices.outputs),
      bundleOffsets: Uint32Array.from(slices.inputs),
      lengths: Uint32Array.from(slices.lengths),
      bundleLineStarts: lineStarts(code),
      bundleMap,
    },
    protocols: { replays: false, iterators: false, thenables: false, asyncGenerators: false },
    modules: { starts: new Uint32Array(), names: [], paths: [] },
    promoted: [],
  };
}

async function compiledFiles(): Promise<{ script: CompiledScript; root: string; bundled: Bundle }> {
  await using folder = await tempFolder(FILES);
  const bundled = await bundle(await readScript('main.ts', { cwd: folder.path, stdin: Readable.from([]) }), {
    cwd: folder.path,
  });
  return { script: compiled(bundled), root: pathToFileURL(folder.path).href, bundled };
}

function stackOf({ code, codeName }: CompiledScript): string {
  const run = new Script(code, { filename: codeName }).runInThisContext() as () => void;
  try {
    run();
  } catch (error) {
    return (error as Error).stack!;
  }
  return assert.fail('should have thrown');
}

test('a stack through files, methods and built-ins shows what the user wrote', async () => {
  const { script, root } = await compiledFiles();
  assert.equal(
    mapStack(script, stackOf(script)),
    [
      'Error: sold out: é',
      `    at Shop.buy (${root}/lib/shop.ts:5:17)`,
      `    at ${root}/main.ts:6:35`,
      '    at Array.forEach (<anonymous>)',
      `    at default (${root}/main.ts:6:7)`,
    ].join('\n'),
  );
});

test('without a source map, places are those of the bundle', async () => {
  const { bundled } = await compiledFiles();
  const script = compiled(bundled, '');
  const line = bundled.code.slice(0, bundled.code.indexOf('const err')).split('\n').length;
  const stack = mapStack(script, stackOf(script));
  assert.match(stack, new RegExp(`^    at Shop\\.buy \\(main\\.ts \\(bundled\\):${line}:17\\)$`, 'm'));
});

test('a stack without any frame of the script stays as it is', async () => {
  const { script } = await compiledFiles();
  const own = new Error('ours').stack!;
  assert.equal(mapStack(script, own), own);
  assert.equal(mapStack(script, 'Error: no frames'), 'Error: no frames');
});

test('runtime frames, facades and generated names disappear', async () => {
  const { script, root } = await compiledFiles();
  const place = (text: string): string => {
    const before = script.code.slice(0, script.code.indexOf(text)).split('\n');
    return `${script.codeName}:${before.length}:${before.at(-1)!.length + 1}`;
  };
  const stack = [
    'Error: x',
    'at the second line of the message',
    `    at Shop.buy$g (${place('const err')})`,
    '    at buy$g.next (<anonymous>)',
    '    at drive (file:///app/dist/src/vu/runtime/drive.js:10:5)',
    // The glue in front of the line that holds the function: the facade of the same name.
    `    at Shop.buy (${script.codeName}:${place('throw err').split(':').at(-2)}:1)`,
    `    at $$h12 (${place('forEach')})`,
    // The kernel's own, wherever the build has put it.
    '    at Mapping.next (file:///app/dist/bundle/src/chunk-A1.js:48:31)',
    `    at Shop.[new Shop] (${place('this.name')})`,
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    '    at Array.map (<anonymous>)',
  ].join('\n');
  assert.deepEqual(mapStack(script, stack).split('\n').slice(0, 6), [
    'Error: x',
    'at the second line of the message',
    `    at Shop.buy (${root}/lib/shop.ts:5:5)`,
    `    at ${root}/main.ts:6:7`,
    '    at Array.map (<anonymous>)',
    `    at new Shop (${root}/lib/shop.ts:2:32)`,
  ]);
});

test('every place of a slice leads to the same text in the bundle', () => {
  const sizes = fc.array(fc.record({ gap: fc.nat(5), length: fc.integer({ min: 1, max: 9 }), glue: fc.nat(4) }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(sizes, (parts) => {
      let [bundled, code] = ['', ''];
      const table = { outputs: [] as number[], inputs: [] as number[], lengths: [] as number[] };
      for (const [i, { gap, length, glue }] of parts.entries()) {
        bundled += '\n'.repeat(gap);
        code += `${'#'.repeat(glue)}${i % 2 ? '\n' : ''}`;
        table.outputs.push(code.length);
        table.inputs.push(bundled.length);
        table.lengths.push(length);
        const slice = String.fromCodePoint(0x4e00 + i).repeat(length);
        bundled += slice;
        code += slice;
      }
      const script = fakeScript(code, bundled, table);
      const codeLines = code.split('\n');
      const bundleLines = bundled.split('\n');
      for (const [y, text] of codeLines.entries()) {
        for (const [x, char] of [...text].entries()) {
          if (char === '#') continue;
          const found = positionOf(script, y + 1, x + 1)!;
          assert.equal(bundleLines[found.line - 1]![found.column - 1], char);
          assert.ok(found.own);
        }
      }
    }),
  );
});

function fakeScript(
  code: string,
  bundled: string,
  { outputs, inputs, lengths }: { outputs: number[]; inputs: number[]; lengths: number[] },
): CompiledScript {
  return {
    name: 'x',
    root: undefined,
    entryPath: '/x',
    source: '',
    codeName: 'x',
    code,
    suspendsInInit: false,
    k6Modules: [],
    positions: {
      outputOffsets: Uint32Array.from(outputs),
      bundleOffsets: Uint32Array.from(inputs),
      lengths: Uint32Array.from(lengths),
      bundleLineStarts: lineStarts(bundled),
      bundleMap: '',
    },
    protocols: { replays: false, iterators: false, thenables: false, asyncGenerators: false },
    modules: { starts: new Uint32Array(), names: [], paths: [] },
    promoted: [],
  };
}
