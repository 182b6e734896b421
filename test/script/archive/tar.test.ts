// Archives as bytes: what is written is read again, and what is damaged or wants to do harm is refused.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { TarFault } from '../../../src/script/archive/tar-fault.js';
import { readBytes, tarEntries } from '../../../src/script/archive/tar-reader.js';
import { unpack } from '../../../src/script/archive/unpack.js';
import { metadataText, patched, tarOf } from '../../helpers/tar.js';
import { tempFolder } from '../../helpers/temp.js';

// Of its own, so that what is left there can only be ours.
const temporary = await tempFolder();
process.env.TMPDIR = temporary.path;
after(temporary.remove);

const SCRIPT = 'export default function () {}';
const WHOLE = [
  { name: 'metadata.json', text: metadataText() },
  { name: 'data', text: SCRIPT },
  { name: 'file/somewhere/data.txt', text: 'data' },
  { name: 'file/somewhere/script.js', letter: '1', linkName: 'data' },
] as const;

function entriesOf(path: string): { name: string; kind: string; linkName: string; text: string }[] {
  const file = { descriptor: openSync(path, 'r'), size: statSync(path).size };
  return [...tarEntries(file)].map(({ name, kind, linkName, position, size }) => ({
    name,
    kind,
    linkName,
    text: readBytes(file, position, size).toString(),
  }));
}

/** Folders that unpacking has left. */
const leftBehind = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('salvo-archive-'));

test('any names and contents come back as they were, and system tar reads them too', async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, 'a.tar');
  const part = fc.stringMatching(/^[a-zA-Z0-9äß€😀 %?=._-]{1,90}$/u).filter((text) => !/^\.{1,2}$/.test(text));
  const name = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
  const entry = fc.record({ name, text: fc.string({ unit: 'binary', maxLength: 1200 }) });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
      writeFileSync(path, tarOf(entries));
      assert.deepEqual(
        entriesOf(path).map(({ name, text }) => ({ name, text })),
        entries.map(({ name, text }) => ({ name, text: Buffer.from(text).toString() })),
      );
      const listed = execFileSync('tar', ['tf', path, '--quoting-style=literal'], { env: { LC_ALL: 'C.UTF-8' } });
      assert.deepEqual(
        listed.toString().split('\n').slice(0, -1),
        entries.map(({ name }) => name),
      );
    }),
    { numRuns: 40 },
  );
});

test('an archive of system tar is read, in its three formats', async () => {
  await using folder = await tempFolder({
    'metadata.json': metadataText(),
    data: SCRIPT,
    [`file/somewhere/${'long/'.repeat(30)}näme.txt`]: 'deep',
  });
  for (const format of ['gnu', 'pax', 'ustar']) {
    const path = join(folder.path, `${format}.tar`);
    execFileSync('tar', ['cf', path, '--format', format, '-C', folder.path, './metadata.json', 'data', 'file']);
    using archive = unpack(path);
    assert.equal(archive.data, SCRIPT);
    assert.equal(readFileSync(join(archive.root, 'somewhere', ...Array(30).fill('long'), 'näme.txt'), 'utf8'), 'deep');
  }
});

test('unpacked, the script is in its place, and nothing is left when it is over', async () => {
  await using folder = await tempFolder();
  await folder.write('a.tar', tarOf(WHOLE));
  let root: string;
  {
    using archive = unpack(join(folder.path, 'a.tar'));
    root = archive.root;
    assert.equal(readFileSync(join(root, 'somewhere', 'script.js'), 'utf8'), SCRIPT);
    assert.equal(readFileSync(join(root, 'somewhere', 'data.txt'), 'utf8'), 'data');
  }
  assert.equal(existsSync(root), false);
});

const BAD: Readonly<Record<string, { tar: () => Buffer; why: RegExp }>> = {
  'a name that climbs out': {
    tar: () => tarOf([...WHOLE, { name: 'file/../../escaped.txt', text: 'x' }]),
    why: /"file\/..\/..\/escaped.txt" is no name/,
  },
  'an absolute name': { tar: () => tarOf([...WHOLE, { name: '/etc/escaped', text: 'x' }]), why: /"\/etc\/escaped"/ },
  'a link out of the archive': {
    tar: () => tarOf([...WHOLE, { name: 'file/x', letter: '1', linkName: '/etc/passwd' }]),
    why: /link to what is not before it/,
  },
  'a symbolic link': { tar: () => patched(tarOf(WHOLE), 0, 156, '2'), why: /kind "2"/ },
  'a device': { tar: () => patched(tarOf(WHOLE), 0, 156, '3'), why: /kind "3"/ },
  'a size beyond its end': { tar: () => patched(tarOf(WHOLE), 0, 124, '77777777777\0'), why: /cut off/ },
  'a size that is no number': { tar: () => patched(tarOf(WHOLE), 0, 124, 'ab'), why: /number/ },
  'a wrong checksum': { tar: () => Buffer.from(tarOf(WHOLE)).fill('x', 3, 4), why: /checksum/ },
  'no end': { tar: () => tarOf(WHOLE).subarray(0, -1024), why: /no end/ },
  'a cut file': { tar: () => tarOf(WHOLE).subarray(0, 600), why: /cut off/ },
  nothing: { tar: () => Buffer.alloc(0), why: /no end/ },
  'no metadata': { tar: () => tarOf(WHOLE.slice(1)), why: /no metadata.json/ },
  'no script': { tar: () => tarOf(WHOLE.slice(0, 1)), why: /no data/ },
  'metadata that is no JSON': {
    tar: () => tarOf([{ name: 'metadata.json', text: '{' }, ...WHOLE.slice(1)]),
    why: /metadata.json: /,
  },
  'another type': {
    tar: () => tarOf([{ name: 'metadata.json', text: metadataText({ type: 'har' }) }, ...WHOLE.slice(1)]),
    why: /"har"/,
  },
  'a script that is a folder': {
    tar: () =>
      tarOf([{ name: 'metadata.json', text: metadataText({ filename: 'file:///somewhere' }) }, ...WHOLE.slice(1)]),
    why: /./,
  },
};

for (const [what, { tar, why }] of Object.entries(BAD)) {
  test(`${what} is refused, and nothing is left of it`, async () => {
    await using folder = await tempFolder();
    await folder.write('bad.tar', tar());
    assert.throws(
      () => unpack(join(folder.path, 'bad.tar')),
      (error) => {
        assert.ok(error instanceof TarFault, String(error));
        assert.match(error.message, why);
        return true;
      },
    );
    assert.deepEqual(leftBehind(), []);
    assert.equal(existsSync(join(tmpdir(), 'escaped.txt')), false);
  });
}

test('whatever byte is damaged: it unpacks, or is refused with a reason', async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, 'damaged.tar');
  const whole = tarOf(WHOLE);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const damaged = Buffer.from(whole);
      damaged[at] = byte;
      writeFileSync(path, damaged);
      try {
        unpack(path)[Symbol.dispose]();
      } catch (error) {
        assert.ok(error instanceof TarFault, String(error));
      }
    }),
    { numRuns: 300 },
  );
});
