// k6/encoding: base64 as Go has it. What is expected here was printed by k6 2.2, but for RFC 4648's own examples.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64 } from '../../src/k6/encoding/decode-base64.js';
import { makeEncoding } from '../../src/k6/encoding/index.js';
import { scriptValue } from '../helpers/script-value.js';
import { TestVu } from '../helpers/vu.js';

const IMPORT = "import encoding, { b64encode, b64decode } from 'k6/encoding';";

test('RFC 4648’s examples, there and back', async () => {
  const texts = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];
  const value = await scriptValue(
    IMPORT,
    `return ${JSON.stringify(texts)}.map((text) => [b64encode(text), encoding.b64decode(b64encode(text), 'std', 's')]);`,
  );
  const encoded = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'];
  assert.deepEqual(
    value,
    texts.map((text, i) => [encoded[i], text]),
  );
});

test('forms: alphabets, padding, and the usual one for any other name', async () => {
  const value = await scriptValue(
    IMPORT,
    `return ['std', 'rawstd', 'url', 'rawurl', undefined, null, 'bogus'].map((form) => {
      const text = b64encode('hi?>~ü😀', form);
      return [text, b64decode(text, form, 's')];
    });`,
  );
  const [std, rawstd, url, rawurl] = ['aGk/Pn7DvPCfmIA=', 'aGk/Pn7DvPCfmIA', 'aGk_Pn7DvPCfmIA=', 'aGk_Pn7DvPCfmIA'];
  assert.deepEqual(
    value,
    [std, rawstd, url, rawurl, std, std, std].map((text) => [text, 'hi?>~ü😀']),
  );
});

test('input: text, ArrayBuffers, views; a script error for what is neither', async () => {
  const value = await scriptValue(
    IMPORT,
    `const bytes = new Uint8Array([1, 2, 3, 4]);
    return [
      b64encode(bytes), b64encode(bytes.buffer), b64encode(bytes.subarray(1, 3)), b64encode(new DataView(bytes.buffer, 2)),
      b64encode('\\ud800x'),
      ...[undefined, null, 5, 1.5, true, {}, [1], 10n, new Date(0), new String('abc')].map((input) => thrown(() => b64encode(input))),
    ];`,
  );
  const invalid = (type: string): string => `GoError: invalid type ${type}, expected string, []byte or ArrayBuffer`;
  assert.deepEqual(value, [
    'AQIDBA==',
    'AQIDBA==',
    'AgM=',
    'AwQ=',
    '77+9eA==',
    ...['<nil>', '<nil>', 'int64', 'float64', 'bool', 'map[string]interface {}', '[]interface {}', '*big.Int'].map(
      invalid,
    ),
    ...['time.Time', 'map[string]interface {}'].map(invalid),
  ]);
});

test('decoding gives an ArrayBuffer of its own, or text; bytes that are no text are U+FFFD each', async () => {
  const value = await scriptValue(
    IMPORT,
    `const bytes = b64decode('aGk=');
    const points = (text) => Array.from(text, (char) => char.codePointAt(0).toString(16)).join(' ');
    return [
      bytes instanceof ArrayBuffer, bytes.byteLength, hex(bytes), hex(b64decode('')), hex(b64decode(undefined)), hex(b64decode('aGk=', 'std', 'b')),
      ...['//79', '4oI=', '7aCA', '8J+Y', '4oKsw7zwn5iA'].map((text) => points(b64decode(text, 'std', 's'))),
    ];`,
  );
  assert.deepEqual(value, [
    ...[true, 2, '6869', '', '', '6869'],
    ...['fffd fffd fffd', 'fffd fffd', 'fffd fffd fffd', 'fffd fffd fffd', '20ac fc 1f600'],
  ]);
});

/** Text, form, and the offset of the byte that k6 complains of. */
const WRONG: readonly (readonly [string, string, number])[] = [
  ['aGk', 'std', 0],
  ['a', 'std', 0],
  ['aGk=', 'rawstd', 3],
  ['aG k=', 'std', 2],
  ['aG!k=', 'std', 2],
  ['aGk=x', 'std', 4],
  ['aGk==', 'std', 4],
  ['=aGk', 'std', 0],
  ['aGk=aGk=', 'std', 4],
  ['YWI/', 'url', 3],
  ['YWI_', 'std', 3],
  ['YWI_', 'bogus', 3],
  ['Aü==', 'std', 1],
  ['AA😀A', 'std', 2],
  ['YWJjZA', 'std', 4],
  ['YWJjZA=', 'std', 7],
];

test('wrong text is a script error that names the byte', async () => {
  const calls = WRONG.map(
    ([text, form]) => `thrown(() => b64decode(${JSON.stringify(text)}, ${JSON.stringify(form)}))`,
  );
  assert.deepEqual(
    await scriptValue(IMPORT, `return [${calls.join(',')}];`),
    WRONG.map(([, , at]) => `GoError: illegal base64 data at input byte ${at}`),
  );
});

test('line breaks do not count, wherever they stand, nor do the bits behind the last byte', async () => {
  const value = await scriptValue(
    IMPORT,
    `return ['aG\\nk=\\r\\n', 'aGk\\n=', 'YWJjZA==\\n\\n', 'YWJjZA=\\n=', 'aGl='].map((text) => b64decode(text, 'std', 's'));`,
  );
  assert.deepEqual(value, ['hi', 'hi', 'abcd', 'abcd', 'hi']);
});

test('any bytes come back in every form', () => {
  const { b64encode } = makeEncoding(new TestVu()) as { b64encode(data: Uint8Array, form: string): string };
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom('std', 'rawstd', 'url', 'rawurl' as const),
      (bytes, form) => {
        assert.deepEqual(new Uint8Array(decodeBase64(b64encode(bytes, form), form)), Uint8Array.from(bytes));
      },
    ),
  );
});
