import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFlags } from '../../src/options/flag-reader.js';
import { anyRows } from '../../src/options/table.js';

const read = (...argv: string[]) => {
  const { given, positional, unknown, incomplete } = readFlags(argv, anyRows);
  const texts = Object.fromEntries([...given].map(([key, { texts }]) => [key, texts]));
  return { texts, positional, unknown, incomplete };
};

test('every way to write a flag', () => {
  const rows: readonly [string[], Record<string, string[]>][] = [
    [['--vus', '5'], { vus: ['5'] }],
    [['--vus=5'], { vus: ['5'] }],
    [['-u', '5'], { vus: ['5'] }],
    [['-u5'], { vus: ['5'] }],
    [['-u=5'], { vus: ['5'] }],
    [['--vus='], { vus: [''] }],
    [['--vus', '-5'], { vus: ['-5'] }],
    [['--paused'], { paused: ['true'] }],
    [['--paused=false'], { paused: ['false'] }],
    [['-pw'], { paused: ['true'], throw: ['true'] }],
    [['-pwu5'], { paused: ['true'], throw: ['true'], vus: ['5'] }],
    [['-pu', '5'], { paused: ['true'], vus: ['5'] }],
    [['-p=false'], { paused: ['false'] }],
    [['--http-debug'], { httpDebug: ['headers'] }],
    [['--http-debug=full'], { httpDebug: ['full'] }],
    [['--tag', 'a=b=c', '--tag=d=e'], { tags: ['a=b=c', 'd=e'] }],
    [['-e', 'A=1', '-eB=2'], { env: ['A=1', 'B=2'] }],
  ];
  for (const [argv, texts] of rows)
    assert.deepEqual(read(...argv), { texts, positional: [], unknown: [], incomplete: [] }, argv.join(' '));
});

test('arguments stand anywhere; a dash alone is one; after -- everything is', () => {
  assert.deepEqual(read('a.js', '--paused', 'b.js').positional, ['a.js', 'b.js']);
  assert.deepEqual(read('-u', '5', '-').positional, ['-']);
  assert.deepEqual(read('--', '-u', '--vus').positional, ['-u', '--vus']);
  // A flag that can do without a value does not take the next word.
  assert.deepEqual(read('--http-debug', 'full').positional, ['full']);
  assert.deepEqual(read('--paused', 'false').positional, ['false']);
});

test('unknown flags and missing values are collected', () => {
  assert.deepEqual(read('--nope=1', '-Z', '-pZ', '--vus').unknown, ['--nope', '-Z', '-Z']);
  assert.deepEqual(read('--nope', '-u').incomplete, ['-u']);
});

test('whatever stands behind a flag with a value arrives as it was written', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      assert.deepEqual(read('--user-agent', value).texts, { userAgent: [value] });
      assert.deepEqual(read(`--user-agent=${value}`).texts, { userAgent: [value] });
    }),
  );
});

test('no word is lost: each is a flag, an argument or a complaint', () => {
  const word = fc.constantFrom(
    '--paused',
    '-p',
    '--paused=false',
    '--vus=1',
    '-u1',
    'x.js',
    '-',
    '--zzz',
    '-Z',
    '--zzz=1',
  );
  fc.assert(
    fc.property(fc.array(word), (argv) => {
      const { texts, positional, unknown, incomplete } = read(...argv);
      const values = Object.values(texts).flat();
      assert.equal(values.length + positional.length + unknown.length, argv.length);
      assert.deepEqual(incomplete, []);
    }),
  );
});
