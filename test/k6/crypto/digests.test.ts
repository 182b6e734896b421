// Digests of k6/crypto against published values: RFC 1320, RFC 1321, FIPS 180, and the authors' page of RIPEMD-160.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { startRipemd160 } from '../../../src/k6/crypto/ripemd160.js';
import { scriptValue } from '../../helpers/script-value.js';

const RFC_SUITE = [
  '',
  'a',
  'abc',
  'message digest',
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  '1234567890'.repeat(8),
];
const BITS_448 = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq';
const BITS_896 =
  'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu';

/** Message and digest by algorithm. */
const VECTORS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  md4: zip(RFC_SUITE, [
    '31d6cfe0d16ae931b73c59d7e0c089c0',
    'bde52cb31de33e46245e05fbdbd6fb24',
    'a448017aaf21d8525fc10ae87aa6729d',
    'd9130a8164549fe818874806e1c7014b',
    'd79e1c308aa5bbcdeea8ed63df412da9',
    '043f8582f241db351ce627e153e7f0e4',
    'e33b4ddc9c38f2199c3e7b164fcc0536',
  ]),
  md5: zip(RFC_SUITE, [
    'd41d8cd98f00b204e9800998ecf8427e',
    '0cc175b9c0f1b6a831c399e269772661',
    '900150983cd24fb0d6963f7d28e17f72',
    'f96b697d7cb7938d525a2f31aaf161d0',
    'c3fcd3d76192e4007dfb496cca67e13b',
    'd174ab98d277d9f5a5611c2c9f419d9f',
    '57edf4a22be3c955ac49da2e2107b67a',
  ]),
  ripemd160: zip(
    [...RFC_SUITE, BITS_448],
    [
      '9c1185a5c5e9fc54612808977ee8f548b2258d31',
      '0bdc9d2d256b3ee9daae347be6f4dc835a467ffe',
      '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc',
      '5d0689ef49d2fae572b881b123a85ffa21595f36',
      'f71c27109c692c1b56bbdceb5b9d2865b3708dbc',
      'b0e20b6e3116640286ed3a87a5713079b21f5189',
      '9b752e45573d4b39f4dbd3323cab82bf63326bfb',
      '12a053384a9c0c88e405a06c27dcf49ada62eb2b',
    ],
  ),
  sha1: zip(
    ['', 'abc', BITS_448, BITS_896],
    [
      'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      'a9993e364706816aba3e25717850c26c9cd0d89d',
      '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
      'a49b2446a02c645bf419f995b67091253a04a259',
    ],
  ),
  sha256: zip(
    ['', 'abc', BITS_448, BITS_896],
    [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
  ),
  sha384: zip(
    ['abc', BITS_896],
    [
      'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
      '09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039',
    ],
  ),
  sha512: zip(
    ['abc', BITS_896],
    [
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
      '8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909',
    ],
  ),
  sha512_224: zip(
    ['abc', BITS_896],
    [
      '4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa',
      '23fec5bb94d60b23308192640b0c453335d664734fe40e7268674af9',
    ],
  ),
  sha512_256: zip(
    ['abc', BITS_896],
    [
      '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23',
      '3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a',
    ],
  ),
};

/** Of a million times `a`. */
const MILLION: Readonly<Record<string, string>> = {
  ripemd160: '52783243c1697bdbe16d37f97f68f08325dc1528',
  sha1: '34aa973cd4c4daa4f61eeb2bdbad27316534016f',
  sha256: 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
};

function zip(messages: readonly string[], digests: readonly string[]): (readonly [string, string])[] {
  return messages.map((message, i) => [message, digests[i]!] as const);
}

test('every digest gives the published values: at once, from bytes, and piece by piece', async () => {
  const value = await scriptValue(
    "import crypto from 'k6/crypto';",
    `const vectors = JSON.parse(${JSON.stringify(JSON.stringify(VECTORS))});
    const inPieces = (name, text) => {
      const hasher = crypto.createHash(name);
      for (let i = 0; i < text.length; i += 7) hasher.update(text.slice(i, i + 7));
      return hasher.digest('hex');
    };
    return Object.entries(vectors).map(([name, list]) => [name, list.map(([text]) => {
      const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
      const all = [crypto[name](text, 'hex'), crypto[name](bytes, 'hex'), crypto[name](bytes.buffer, 'hex'), inPieces(name, text)];
      return [text, all.every((one) => one === all[0]) ? all[0] : all];
    })]);`,
  );
  assert.deepEqual(Object.fromEntries(value as [string, unknown][]), VECTORS);
});

test('a million letters', async () => {
  const value = await scriptValue(
    "import crypto from 'k6/crypto';",
    `return ${JSON.stringify(Object.keys(MILLION))}.map((name) => [name, crypto[name]('a'.repeat(1000000), 'hex')]);`,
  );
  assert.deepEqual(Object.fromEntries(value as [string, string][]), MILLION);
});

const hasRipemd = (() => {
  try {
    return createHash('ripemd160') !== undefined;
  } catch {
    return false;
  }
})();

test('RIPEMD-160 is OpenSSL’s, wherever a message is cut', { skip: !hasRipemd }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
      const ours = startRipemd160().update(bytes.subarray(0, cut));
      ours.digest();
      ours.update(bytes.subarray(cut));
      assert.deepEqual(ours.digest(), createHash('ripemd160').update(bytes).digest());
    }),
  );
});
