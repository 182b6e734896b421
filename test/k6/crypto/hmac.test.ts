// HMAC of k6/crypto against RFC 2202 (MD5, SHA-1), RFC 2286 (RIPEMD-160) and RFC 4231 (SHA-2).
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DigestName, digests } from '../../../src/k6/crypto/digests.js';
import { scriptValue } from '../../helpers/script-value.js';

/** Key and message in hex, and the digests; a digest that is shorter than its algorithm's is the beginning of it. */
interface Case {
  readonly key: string;
  readonly message: string;
  readonly digests: Readonly<Record<string, string>>;
}

const hex = (text: string): string => Buffer.from(text).toString('hex');
const HI = hex('Hi There');
const WANT = hex('what do ya want for nothing?');
const LARGE_KEY = hex('Test Using Larger Than Block-Size Key - Hash Key First');
const LARGE_BOTH = hex(
  'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
);

const RFC_4231: readonly Case[] = [
  {
    key: '0b'.repeat(20),
    message: HI,
    digests: {
      sha256: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
      sha384: 'afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6',
      sha512:
        '87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854',
    },
  },
  {
    key: hex('Jefe'),
    message: WANT,
    digests: {
      sha256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      sha384: 'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649',
      sha512:
        '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    },
  },
  {
    key: 'aa'.repeat(20),
    message: 'dd'.repeat(50),
    digests: {
      sha256: '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
      sha384: '88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27',
      sha512:
        'fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb',
    },
  },
  {
    key: '0102030405060708090a0b0c0d0e0f10111213141516171819',
    message: 'cd'.repeat(50),
    digests: {
      sha256: '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
      sha384: '3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674cffb',
      sha512:
        'b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd',
    },
  },
  {
    key: '0c'.repeat(20),
    message: hex('Test With Truncation'),
    digests: {
      sha256: 'a3b6167473100ee06e0c796c2955552b',
      sha384: '3abf34c3503b2a23a46efc619baef897',
      sha512: '415fad6271580a531d4179bc891d87a6',
    },
  },
  {
    key: 'aa'.repeat(131),
    message: LARGE_KEY,
    digests: {
      sha256: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
      sha384: '4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952',
      sha512:
        '80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598',
    },
  },
  {
    key: 'aa'.repeat(131),
    message: LARGE_BOTH,
    digests: {
      sha256: '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
      sha384: '6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e',
      sha512:
        'e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58',
    },
  },
];

const RFC_2202_AND_2286: readonly Case[] = [
  { key: '0b'.repeat(16), message: HI, digests: { md5: '9294727a3638bb1c13f48ef8158bfc9d' } },
  {
    key: '0b'.repeat(20),
    message: HI,
    digests: {
      sha1: 'b617318655057264e28bc0b6fb378c8ef146be00',
      ripemd160: '24cb4bd67d20fc1a5d2ed7732dcc39377f0a5668',
    },
  },
  {
    key: hex('Jefe'),
    message: WANT,
    digests: {
      md5: '750c783e6ab0b503eaa86e310a5db738',
      sha1: 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
      ripemd160: 'dda6c0213a485a9e24f4742064a7f033b43c4069',
    },
  },
  { key: 'aa'.repeat(16), message: 'dd'.repeat(50), digests: { md5: '56be34521d144c88dbb8c733f0e8b3f6' } },
  {
    key: 'aa'.repeat(20),
    message: 'dd'.repeat(50),
    digests: {
      sha1: '125d7342b9ac11cd91a39af48aa17b4f63f175d3',
      ripemd160: 'b0b105360de759960ab4f35298e116e295d8e7c1',
    },
  },
  {
    key: 'aa'.repeat(80),
    message: LARGE_KEY,
    digests: {
      md5: '6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd',
      sha1: 'aa4ae5e15272d00e95705637ce8a3b55ed402112',
      ripemd160: '6466ca07ac5eac29e1bd523e5ada7605b791fd8b',
    },
  },
];

/** What no RFC has, as k6 2.2 prints it. */
const FROM_K6: readonly Case[] = [
  {
    key: hex('key'),
    message: hex('abc'),
    digests: {
      md4: '32c43d6d6eda7f1e464711473b956b68',
      sha512_224: '28bc0433ef684ea9877c2f2437aa0ccfc2e8eb3a9b4c731606877b4f',
      sha512_256: 'f367b7ca80ab2cf85c23e58b73a8fd525a6fa2c66ff105804a2d4cf4df06e129',
    },
  },
];

test('hmac() and createHMAC() give the published values', async () => {
  const cases = [...RFC_4231, ...RFC_2202_AND_2286, ...FROM_K6];
  const value = await scriptValue(
    "import crypto from 'k6/crypto';",
    `const inPieces = (name, key, message) => {
      const hasher = crypto.createHMAC(name, key);
      for (let i = 0; i < message.length; i += 5) {
        hasher.update(message.subarray(i, i + 5));
        hasher.digest('hex');
      }
      return hasher.digest('hex');
    };
    return JSON.parse(${JSON.stringify(JSON.stringify(cases))}).map((one) => ({ ...one, digests: Object.fromEntries(
      Object.entries(one.digests).map(([name, digest]) => {
        const [key, message] = [unhex(one.key), unhex(one.message)];
        const [whole, pieces] = [crypto.hmac(name, key.buffer, message, 'hex'), inPieces(name, key, message)];
        return [name, whole === pieces ? whole.slice(0, digest.length) : [whole, pieces]];
      })) }));`,
  );
  assert.deepEqual(value, cases);
});

test('hmac() is Node’s for any key and message, whatever was signed before', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.nat(9000).map((length) => 'é'.repeat(length)),
  );
  const data = fc.oneof(text, fc.uint8Array({ maxLength: 300 }), fc.constant(new Uint8Array(8193).fill(7)));
  const key = fc.oneof(fc.constantFrom('one', 'another'), text, fc.uint8Array({ maxLength: 200 }));
  const name = fc.constantFrom('md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha512_224', 'sha512_256');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, key, data), { minLength: 1, maxLength: 6 }), (calls) => {
      for (const [name, key, data] of calls) {
        const expected = createHmac(name.replace('_', '-'), key).update(data);
        assert.equal(digests[name as DigestName].hmac(key, data, 'hex'), expected.digest('hex'), name);
      }
    }),
  );
});
