// From the user's text to what workers load.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { Script } from 'node:vm';
import { type CompileSettings, compile } from '../../src/script/compile.js';
import type { CompiledScript } from '../../src/script/compiled-script.js';
import { lineStarts, positionOf } from '../../src/script/positions.js';
import { readScript } from '../../src/script/read-script.js';
import { tempFolder } from '../helpers/temp.js';

const TEXT = `import http from 'k6/http';
import { check } from 'k6';

export const options = { vus: 2 };

export default function () {
  const response = http.get('http://localhost/');
  check(response, { ok: (r) => r.status === 200 });
}
`;

async function compileText(text: string, wanted: Partial<CompileSettings> = {}): Promise<CompiledScript> {
  await using folder = await tempFolder({ 'load-test.ts': text });
  const settings: CompileSettings = { cwd: folder.path, isolateLibs: [], sourceMaps: true, ...wanted };
  return await compile(await readScript('load-test.ts', { cwd: folder.path, stdin: Readable.from([]) }), settings);
}

test('a compiled script is plain data that a worker can be sent', async () => {
  const script = await compileText(TEXT);
  assert.deepEqual(structuredClone(script), script);
  assert.equal(script.name, 'load-test.ts');
  assert.equal(script.source, TEXT);
  assert.deepEqual(script.k6Modules, ['k6', 'k6/http']);
  assert.equal(script.suspendsInInit, false);
  assert.doesNotThrow(() => new Script(script.code, { filename: script.codeName }));
});

test("the place of the user's text is found again", async () => {
  const script = await compileText(TEXT);
  const at = script.code.indexOf('status === 200');
  const starts = lineStarts(script.code);
  const line = starts.findLastIndex((start) => start <= at);
  const place = positionOf(script, line + 1, at - starts[line]! + 1)!;
  assert.match(place.source, /^file:\/\/.*\/load-test\.ts$/);
  assert.deepEqual([place.line, place.column], [8, 34]);
});

test('without source maps none is carried along', async () => {
  const script = await compileText(TEXT, { sourceMaps: false });
  assert.equal(script.positions.bundleMap, '');
  assert.ok(script.positions.bundleLineStarts.length > 5);
});

test('the same text gives the same code, another isolation need not', async () => {
  const [first, again] = [await compileText(TEXT), await compileText(TEXT)];
  assert.equal(again.code, first.code);
  // Transformed once: the tables are the very same ones.
  assert.equal(again.positions.outputOffsets, first.positions.outputOffsets);
  const apart = await compileText(TEXT, { isolateLibs: ['*'] });
  assert.notEqual(apart.positions.outputOffsets, first.positions.outputOffsets);
});
