// The globals TextEncoder and TextDecoder. What is expected was printed by k6 2.2, but for what says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptValue } from '../helpers/script-value.js';

/** Code points as hex. */
const POINTS = "const points = (text) => Array.from(text, (char) => char.codePointAt(0).toString(16)).join(' ');";

test('encoding: any value as text, lone surrogates as U+FFFD', async () => {
  const value = await scriptValue(
    '',
    `const encoder = new TextEncoder();
    const { encode } = encoder;
    return [
      ...['aü😀', '', undefined, null, 5, '\\ud800x', [1]].map((text) => hex(encoder.encode(text))), hex(encode('a')),
      encoder.encoding, encoder.encode('a') instanceof Uint8Array, Object.keys(encoder), new TextEncoder('utf-16').encoding,
    ];`,
  );
  assert.deepEqual(value, [
    ...['61c3bcf09f9880', '', '', '', '35', 'efbfbd78', '31', '61'],
    ...['utf-8', true, ['encode', 'encoding'], 'utf-8'],
  ]);
});

test('encodeInto, which browsers have and k6 does not', async () => {
  const value = await scriptValue(
    '',
    "const target = new Uint8Array(4); return [new TextEncoder().encodeInto('aüb€', target), hex(target)];",
  );
  assert.deepEqual(value, [{ read: 3, written: 4 }, '61c3bc62']);
});

test('labels, also the short and the old ones', async () => {
  const value = await scriptValue(
    '',
    `return [undefined, null, '', 'utf8', 'UTF-8', ' utf-8 ', 'unicode-1-1-utf-8', 'utf-16', 'UTF-16LE', 'ucs-2', 'utf-16be', 'bogus', 5]
      .map((label) => thrown(() => new TextDecoder(label).encoding));`,
  );
  assert.deepEqual(value, [
    ...Array<string>(7).fill('gave utf-8'),
    ...['gave utf-16le', 'gave utf-16le', 'gave utf-16le', 'gave utf-16be'],
    ...['RangeError: unsupported encoding: bogus', 'RangeError: unsupported encoding: 5'],
  ]);
});

test('decoding UTF-8: byte order mark, wrong bytes, fatal', async () => {
  const value = await scriptValue(
    '',
    `${POINTS}
    const decoders = [undefined, null, { ignoreBOM: true }, { fatal: true }].map((options) => new TextDecoder('utf-8', options));
    return [
      decoders.map(({ fatal, ignoreBOM }) => [fatal, ignoreBOM]),
      ...['61c3bc', 'efbbbf61', 'efbbbfefbbbf61', 'ff61', 'e282', 'eda080', 'f09f98', 'f09f9880'].map((bytes) =>
        decoders.map((decoder) => thrown(() => points(decoder.decode(unhex(bytes)))))),
    ];`,
  );
  const wrong = 'TypeError: decoding text: invalid byte sequence';
  const all = (points: string): string[] => Array<string>(4).fill(`gave ${points}`);
  const lossy = (points: string): string[] => [...all(points).slice(0, 3), wrong];
  assert.deepEqual(value, [
    [
      [false, false],
      [false, false],
      [false, true],
      [true, false],
    ],
    all('61 fc'),
    ['gave 61', 'gave 61', 'gave feff 61', 'gave 61'],
    ['gave feff 61', 'gave feff 61', 'gave feff feff 61', 'gave feff 61'],
    lossy('fffd 61'),
    lossy('fffd'),
    lossy('fffd fffd fffd'),
    lossy('fffd'),
    all('1f600'),
  ]);
});

test('decoding UTF-16 in both orders', async () => {
  const value = await scriptValue(
    '',
    `${POINTS}
    const cases = [['utf-16le', '61003dd800de'], ['utf-16le', 'fffe6100'], ['utf-16le', '610062'], ['utf-16le', '00d86100'],
      ['utf-16be', '0061d83dde00'], ['utf-16be', 'feff0061']];
    return [...cases.map(([label, bytes]) => points(new TextDecoder(label).decode(unhex(bytes)))),
      points(new TextDecoder('utf-16le', { ignoreBOM: true }).decode(unhex('fffe6100'))),
      thrown(() => new TextDecoder('utf-16le', { fatal: true }).decode(unhex('610062')))];`,
  );
  assert.deepEqual(value, [
    ...['61 1f600', '61', '61 fffd', 'fffd 61', '61 1f600', '61', 'feff 61'],
    'TypeError: decoding text: invalid byte sequence',
  ]);
});

test('a stream of pieces, cut inside a character and inside the byte order mark', async () => {
  const value = await scriptValue(
    '',
    `${POINTS}
    const inPieces = (decoder, ...pieces) => thrown(() => JSON.stringify(pieces.map((piece, i) =>
      points(decoder.decode(piece === null ? undefined : unhex(piece), { stream: i < pieces.length - 1 })))));
    return [
      inPieces(new TextDecoder(), 'f09f', '9880', null), inPieces(new TextDecoder(), 'f09f', null),
      inPieces(new TextDecoder(), 'ef', 'bb', 'bf61'), inPieces(new TextDecoder('utf-16le'), '61', '00', null),
      inPieces(new TextDecoder('utf-8', { fatal: true }), 'f09f', null),
    ];`,
  );
  assert.deepEqual(value, [
    'gave ["","1f600",""]',
    'gave ["","fffd"]',
    'gave ["","","61"]',
    'gave ["","61",""]',
    'TypeError: decoding text: invalid byte sequence',
  ]);
});

test('what can be decoded', async () => {
  const value = await scriptValue(
    '',
    `const decoder = new TextDecoder();
    const bytes = new Uint8Array([1, 97, 98]);
    return [bytes.buffer, bytes.subarray(1), new DataView(bytes.buffer, 2), new Uint16Array([0x6261]), undefined, null, 'a', [97], 5, {}]
      .map((data) => thrown(() => decoder.decode(data)));`,
  );
  const neither = 'GoError: data is not an ArrayBuffer, typed array, or DataView';
  assert.deepEqual(value, [
    ...['gave \u0001ab', 'gave ab', 'gave b', 'gave ab', 'gave ', 'gave ', 'gave a', 'gave a'],
    ...[neither, neither],
  ]);
});
