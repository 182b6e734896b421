// k6/experimental/fs: files that are opened in init code and read in VUs, each from its own place, out of common memory.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { DataFileStore, MOST_BYTES_IN_MEMORY } from '../../../src/vu/sandbox/data-file-store.js';
import { runScript } from '../../helpers/script-run.js';
import { tempFolder } from '../../helpers/temp.js';

const TELL = `async function tell(name, call) {
    try { console.log(name + ' ' + JSON.stringify(await call())); }
    catch (error) { console.log(name + ' ' + error.name + ': ' + error.message + (error instanceof Error ? '' : ' NO ERROR')); }
  }`;

test('a script reads, seeks and comes to the end', async () => {
  await using folder = await tempFolder({ 'a.txt': 'hello world' });
  const { code, said } = await runScript(`
    import { open, SeekMode } from 'k6/experimental/fs';
    ${TELL}
    const file = await open('${folder.path}/a.txt');
    const text = (bytes) => String.fromCharCode(...bytes);
    export default async function () {
      const four = new Uint8Array(4);
      await tell('stat', () => file.stat());
      for (let i = 0; i < 4; i++) await tell('read', async () => [await file.read(four), text(four)]);
      for (const [offset, mode] of [[2, SeekMode.Start], [-1, SeekMode.Current], [-3, SeekMode.End], [0, SeekMode.End], [11, 0],
        [12, 0], [-1, 0], [1, 2], [-12, 1], [1.5, 0], ['3', 0], [null, 0], [0, 3], [0]])
        await tell('seek ' + offset + ' ' + mode, () => file.seek(offset, mode));
      await file.seek(6, SeekMode.Start);
      await tell('part', async () => { const all = new Uint8Array(6); return [await file.read(all.subarray(1, 4)), Array.from(all)]; });
      await file.seek(0, SeekMode.Start);
      await tell('both', async () => { const two = [new Uint8Array(2), new Uint8Array(3)]; await Promise.all(two.map(file.read)); return two.map(text); });
      for (const into of [undefined, [1], new ArrayBuffer(2), 'text']) await tell('into', () => file.read(into));
      await tell('empty', () => file.read(new Uint8Array(0)));
      await tell('keys', () => [Object.keys(file).sort(), JSON.stringify(file).endsWith('/a.txt"}'), file instanceof Object]);
      await tell('open', () => open('${folder.path}/a.txt'));
    }`);
  assert.equal(code, 0);
  assert.deepEqual(said, [
    'stat {"name":"a.txt","size":11}',
    'read [4,"hell"]',
    'read [4,"o wo"]',
    'read [3,"rldo"]',
    'read [null,"rldo"]',
    'seek 2 0 2',
    'seek -1 1 1',
    'seek -3 2 7',
    'seek 0 2 10',
    'seek 11 0 11',
    'seek 12 0 TypeError: seeking beyond end of file',
    'seek -1 0 TypeError: offset cannot be negative when using SeekModeStart',
    'seek 1 2 TypeError: offset cannot be positive when using SeekModeEnd',
    'seek -12 1 TypeError: seeking before start of file',
    'seek 1.5 0 TypeError: seek() failed; reason: the offset argument must be a number',
    'seek 3 0 TypeError: seek() failed; reason: the offset argument must be a number',
    'seek null 0 TypeError: seek() failed; reason: the offset argument cannot be null or undefined',
    'seek 0 3 TypeError: seek() failed; reason: the whence argument must be a SeekMode',
    'seek 0 undefined TypeError: seek() failed; reason: the whence argument cannot be null or undefined',
    'part [3,[0,119,111,114,0,0]]',
    'both ["he","llo"]',
    'into TypeError: read() failed; reason: into argument cannot be null or undefined',
    ...Array(3).fill('into TypeError: read() failed; reason: into argument must be a Uint8Array'),
    'empty 0',
    'keys [["path","read","seek","stat"],true,true]',
    'open ForbiddenError: open() failed; reason: opening a file is allowed only in the Init context',
  ]);
});

test('what cannot be opened says why, by its name', async () => {
  await using folder = await tempFolder({ 'a.txt': 'a' });
  const { code, said } = await runScript(`
    import fs from 'k6/experimental/fs';
    ${TELL}
    if (__VU === 0 && !__ENV.SECOND) for (const path of ['${folder.path}/none', '${folder.path}', '', null]) await tell(path, () => fs.open(path));
    if (__VU > 0) await tell('late', () => fs.open('${folder.path}/a.txt'));
    export default function () {}`);
  assert.equal(code, 0);
  const lines = new Set(said.map((line) => line.replaceAll(folder.path, '.')));
  assert.deepEqual(
    [...lines],
    [
      './none NotFoundError: no such file or directory "./none"',
      '. InvalidResourceError: cannot open ".": opening a directory is not supported',
      ' TypeError: open() failed; reason: path cannot be empty',
      'null TypeError: open() failed; reason: path cannot be null or undefined',
      'late ForbiddenError: open() failed; reason: only files that the first initialisation opened can be opened in a VU',
    ],
  );
});

test('all threads have one copy of a file, and none of a large one', async () => {
  await using folder = await tempFolder({ 'small.txt': 'data' });
  const large = await folder.write('large.txt', new Uint8Array(MOST_BYTES_IN_MEMORY + 1).fill(7));
  const small = `${folder.path}/small.txt`;
  const first = new DataFileStore();
  first.open(small);
  first.open(large);
  const known = structuredClone(first.known);
  assert.deepEqual(
    known.map(({ path, size, bytes }) => [path, size, bytes?.byteLength]),
    [
      [small, 4, 4],
      [large, MOST_BYTES_IN_MEMORY + 1, undefined],
    ],
  );
  // What one writes another reads: it is the same memory. And the file itself is not asked again.
  new Uint8Array(first.known[0]!.bytes!)[0] = 68;
  await writeFile(small, 'other');
  const second = new DataFileStore(known);
  const bytes = new Uint8Array(4);
  second.open(small).readSync(bytes, 0);
  assert.equal(Buffer.from(bytes).toString(), 'Data');
  second.open(large).readSync(bytes, MOST_BYTES_IN_MEMORY - 1);
  assert.deepEqual([...bytes], [7, 7, 116, 97]);
  await writeFile(large, 'shorter');
  assert.throws(() => new DataFileStore(known).open(large), {
    name: 'InvalidResourceError',
    message: /is not the file/,
  });
});
