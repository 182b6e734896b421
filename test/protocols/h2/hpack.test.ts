// Header compression: the examples of RFC 7541, and laws over random lists of headers.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { ConnectionFault } from '../../../src/protocols/h2/connection-fault.js';
import { HpackDecoder } from '../../../src/protocols/h2/hpack/decoder.js';
import { HpackEncoder, mostBytes } from '../../../src/protocols/h2/hpack/encoder.js';
import { HeaderField } from '../../../src/protocols/h2/hpack/header-field.js';
import { huffmanBytes, readHuffman, writeHuffman } from '../../../src/protocols/h2/hpack/huffman.js';
import { knownField } from '../../../src/protocols/h2/hpack/known-fields.js';

type Pair = readonly [name: string, value: string];

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const decode = (decoder: HpackDecoder, bytes: Buffer) => decoder.decode(bytes, 0, bytes.length);
function encode(encoder: HpackEncoder, fields: readonly HeaderField[]): Buffer {
  const out = Buffer.alloc(mostBytes(fields));
  return out.subarray(0, encoder.encode(fields, out, 0));
}
const fieldsOf = (pairs: readonly Pair[]): HeaderField[] => pairs.map(([name, value]) => knownField(name, value));

const GET: readonly Pair[] = [
  [':method', 'GET'],
  [':scheme', 'http'],
  [':path', '/'],
  [':authority', 'www.example.com'],
];
const REQUESTS: readonly (readonly Pair[])[] = [
  GET,
  [...GET, ['cache-control', 'no-cache']],
  [
    [':method', 'GET'],
    [':scheme', 'https'],
    [':path', '/index.html'],
    [':authority', 'www.example.com'],
    ['custom-key', 'custom-value'],
  ],
];
const LATER = 'Mon, 21 Oct 2013 20:13:22 GMT';
const COOKIE = 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1';
const response = (status: string, date = 'Mon, 21 Oct 2013 20:13:21 GMT'): Pair[] => [
  [':status', status],
  ['cache-control', 'private'],
  ['date', date],
  ['location', 'https://www.example.com'],
];
const RESPONSES: readonly (readonly Pair[])[] = [
  response('302'),
  response('307'),
  [...response('200', LATER), ['content-encoding', 'gzip'], ['set-cookie', COOKIE]],
];
/** Appendix C.3 to C.6. */
const PLAIN_REQUESTS = [
  '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
  '8286 84be 5808 6e6f 2d63 6163 6865',
  '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
];
const PACKED_REQUESTS = [
  '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
  '8286 84be 5886 a8eb 1064 9cbf',
  '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
];
const PLAIN_RESPONSES = [
  '4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
  '4803 3330 37c1 c0bf',
  '88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04 677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e 3d31',
];
const PACKED_RESPONSES = [
  '4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3',
  '48 83 640e ff c1c0 bf',
  '88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07',
];
/** The responses of the appendix are for a table of 256 bytes. */
const SMALL_TABLE = '3fe101';

test('the examples of RFC 7541 are read', () => {
  for (const blocks of [PLAIN_REQUESTS, PACKED_REQUESTS]) {
    const decoder = new HpackDecoder();
    blocks.forEach((text, i) => {
      const block = decode(decoder, hex(text));
      assert.deepEqual(block.lines, REQUESTS[i]!.filter(([name]) => !name.startsWith(':')).flat());
      if (i === 0) assert.deepEqual(block.inserted, [new HeaderField(':authority', 'www.example.com')]);
    });
  }
  for (const blocks of [PLAIN_RESPONSES, PACKED_RESPONSES]) {
    const decoder = new HpackDecoder();
    blocks.forEach((text, i) => {
      const block = decode(decoder, hex((i === 0 ? SMALL_TABLE : '') + text));
      assert.deepEqual([':status', block.status, ...block.lines], RESPONSES[i]!.flat());
      assert.equal(block.fault, '');
    });
  }
});

test('the examples of RFC 7541 are written', () => {
  const requests = new HpackEncoder();
  for (const [i, pairs] of REQUESTS.entries()) {
    assert.equal(encode(requests, fieldsOf(pairs)).toString('hex'), hex(PACKED_REQUESTS[i]!).toString('hex'));
  }
  const responses = new HpackEncoder();
  responses.limit(256);
  for (const [i, pairs] of RESPONSES.entries()) {
    // The appendix packs what does not get shorter by it; Go does not, and neither do we.
    const packed = PACKED_RESPONSES[i]!.replace('83 640e ff', '03 3330 37');
    const expected = hex((i === 0 ? SMALL_TABLE : '') + packed);
    assert.equal(encode(responses, fieldsOf(pairs)).toString('hex'), expected.toString('hex'));
  }
});

test('Huffman code: every text comes back, and takes the bytes that were foretold', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = Buffer.from(bytes).toString('latin1');
      const out = Buffer.alloc(huffmanBytes(text));
      assert.equal(writeHuffman(text, out, 0), out.length);
      assert.equal(readHuffman(out, 0, out.length), text);
    }),
  );
});

test('Huffman code that ends with anything but a few ones is refused', () => {
  for (const bad of ['ff', 'ffff', '00', '18', 'fffffffc', '3fffffff']) {
    assert.throws(() => readHuffman(hex(bad), 0, hex(bad).length), ConnectionFault, bad);
  }
  assert.equal(readHuffman(hex('1f'), 0, 1), 'a');
});

const name = fc.constantFrom('a', 'cookie', 'x-long-name-of-a-header', 'etag', 'user-agent', 'x-b');
const value = fc.oneof(
  fc.constantFrom('', '1', 'gzip, deflate', 'x'.repeat(3000), 'y'.repeat(5000)),
  fc.stringMatching(/^[ -~\x80-\xff]{0,40}$/),
);
const list = fc.array(fc.tuple(name, value), { maxLength: 12 });
/** A list of headers, or a new limit of the table. */
const step = fc.oneof({ weight: 5, arbitrary: list }, fc.constantFrom(0, 40, 256, 4096, 65_536));

test('whatever is written is read, with a table that grows and shrinks; equal lists are equal', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const [encoder, decoder] = [new HpackEncoder(), new HpackDecoder()];
      for (const each of steps) {
        if (typeof each === 'number') encoder.limit(each);
        // Three times: what is known on either side takes other ways.
        for (const fields of typeof each === 'number' ? [] : [fieldsOf(each), fieldsOf(each), fieldsOf(each)]) {
          for (let again = 0; again < 2; again++) {
            assert.deepEqual(decode(decoder, encode(encoder, fields)).lines, (each as Pair[]).flat());
          }
        }
      }
    }),
  );
});

test('random bytes are read, or refused', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 5 }), (blocks) => {
      const decoder = new HpackDecoder();
      try {
        for (const bytes of blocks) decode(decoder, Buffer.from(bytes));
      } catch (error) {
        assert.ok(error instanceof ConnectionFault);
      }
    }),
    { numRuns: 1000 },
  );
});
