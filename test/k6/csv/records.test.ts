// Records out of bytes: whatever was written comes back, wherever the bytes are cut; faults are told in Go's words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RecordFault, Records } from '../../../src/k6/csv/records.js';

/** All records, and a text for each that is wrong. */
function recordsOf(pieces: readonly Uint8Array[], delimiter = ','): (readonly string[] | string)[] {
  const records = new Records(delimiter);
  const found: (readonly string[] | string)[] = [];
  const take = (): void => {
    for (;;) {
      try {
        const record = records.next();
        if (record === undefined) return;
        found.push(record);
      } catch (error) {
        if (!(error instanceof RecordFault)) throw error;
        found.push(error.message);
      }
    }
  };
  for (const piece of pieces) {
    records.push(piece);
    take();
  }
  records.end();
  take();
  return found;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const parsed = (text: string, delimiter?: string): (readonly string[] | string)[] =>
  recordsOf([bytesOf(text)], delimiter);

const field = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', ',', ';', '"', '\n', '7') });
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { maxLength: 6 }));

function written(rows: readonly (readonly string[])[], delimiter: string, end: string): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\n', end)}"`;
  // A row of one empty field would be an empty line, so quotes are needed there, too.
  const needsQuotes = (text: string): boolean => text === '' || /["\n\r]/.test(text) || text.includes(delimiter);
  return rows.map((row) => row.map((text) => (needsQuotes(text) ? quoted(text) : text)).join(delimiter) + end).join('');
}

test('any table comes back, with any delimiter and line end, cut anywhere', () => {
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.nat()),
      (rows, delimiter, end, cuts) => {
        const bytes = bytesOf(written(rows, delimiter, end));
        const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
          (a, b) => a - b,
        );
        const pieces = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
        assert.deepEqual(recordsOf(pieces, delimiter), rows);
      },
    ),
  );
});

test('lines without text are skipped, a lone CR is text, one at the end is none', () => {
  assert.deepEqual(parsed('\n\n a , b \r\n\r\n# c,d'), [
    [' a ', ' b '],
    ['# c', 'd'],
  ]);
  assert.deepEqual(parsed('a,b\rc,d\r'), [['a', 'b\rc', 'd']]);
  assert.deepEqual(parsed('\ufeffa\n'), [['\ufeffa']]);
  assert.deepEqual(parsed('"1\r\n2"\n'), [['1\n2']]);
  assert.deepEqual(parsed(''), []);
  assert.deepEqual(recordsOf([Uint8Array.of(0xff, 0x2c, 0xc3)]), [['\ufffd', '\ufffd']]);
});

const BARE = 'bare " in non-quoted-field';
const CLOSED = 'extraneous or missing " in quoted-field';

// What k6 says of these texts.
for (const [text, fault] of [
  ['bad"q,1', `parse error on line 2, column 4: ${BARE}`],
  ['é,é"x', `parse error on line 2, column 6: ${BARE}`],
  ['"a"b,1', `parse error on line 2, column 3: ${CLOSED}`],
  ['é,"é"x', `parse error on line 2, column 7: ${CLOSED}`],
  ['"a\nb"c,1', `record on line 2; parse error on line 3, column 2: ${CLOSED}`],
  ['1,"x\ny\n', `record on line 2; parse error on line 3, column 3: ${CLOSED}`],
  ['1,"2\r', `parse error on line 2, column 5: ${CLOSED}`],
  ['1,"', `parse error on line 2, column 4: ${CLOSED}`],
  ['1,2,3', 'record on line 2: wrong number of fields'],
  ['\r\n\r\r\n1,2', 'record on line 3: wrong number of fields'],
] as const) {
  test(`a fault: ${JSON.stringify(text)}`, () => {
    const found = parsed(`h1,h2\n${text}`);
    assert.deepEqual(found[0], ['h1', 'h2']);
    assert.equal(found[1], fault);
  });
}

test('a wrong record costs that record only', () => {
  assert.deepEqual(parsed('a,b\n1\nx"y,2\n3,4\n'), [
    ['a', 'b'],
    'record on line 2: wrong number of fields',
    `parse error on line 3, column 2: ${BARE}`,
    ['3', '4'],
  ]);
});

test('a quote that is never closed does not take the memory', () => {
  const records = new Records(',');
  records.push(bytesOf('a,"'));
  const megabyte = bytesOf('x'.repeat(2 ** 20));
  assert.throws(() => {
    for (let i = 0; i < 20; i++) {
      records.push(megabyte);
      assert.equal(records.next(), undefined);
    }
  }, /record on line 1 is longer than/);
});
