// The global crypto beside its algorithms: what keys look like, errors, arguments, and that iterations wait for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../../helpers/cli.js';
import { scriptValue } from '../../helpers/script-value.js';
import { tempScript } from '../../helpers/temp.js';

const SUBTLE =
  'const { subtle } = crypto; const RSA = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };';

test('random values and UUIDs', async () => {
  const value = await scriptValue(
    '',
    `const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigUint64Array];
    const filled = kinds.map((Kind) => {
      const array = new Kind(4096);
      return crypto.getRandomValues(array) === array && new Set(array).size > 200;
    });
    const { randomUUID } = crypto;
    const uuids = Array.from({ length: 100 }, () => randomUUID());
    const wide = crypto.getRandomValues(new Uint32Array(1000)).some((number) => number > 255);
    return [
      filled.every(Boolean), wide, uuids.every((uuid) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid)),
      new Set(uuids).size, crypto.getRandomValues(new Uint8Array(65536)).length,
      ...[new Uint8Array(65537), new Float32Array(1), new DataView(new ArrayBuffer(1)), [1], 5, undefined].map((bad) => thrown(() => crypto.getRandomValues(bad))),
    ];`,
  );
  const mismatch = "GoError: TypeMismatchError: typedArray parameter isn't a TypedArray instance";
  assert.deepEqual(value, [
    ...[true, true, true, 100, 65536],
    'GoError: QuotaExceededError: typedArray parameter is too big; maximum length is 65536',
    ...Array<string>(5).fill(mismatch),
  ]);
});

test('what scripts find on it, and nothing of the host', async () => {
  const value = await scriptValue(
    '',
    `const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
    return [Object.keys(crypto), Object.keys(crypto.subtle), typeof CryptoKey, typeof SubtleCrypto,
      key instanceof crypto.CryptoKey, Object.prototype.toString.call(key), Object.keys(key)];`,
  );
  const [own, methods, ...rest] = value as [string[], string[], ...unknown[]];
  assert.deepEqual(own.sort(), ['CryptoKey', 'getRandomValues', 'randomUUID', 'subtle']);
  assert.deepEqual(methods, [
    ...['decrypt', 'deriveBits', 'deriveKey', 'digest', 'encrypt', 'exportKey', 'generateKey', 'importKey', 'sign'],
    ...['unwrapKey', 'verify', 'wrapKey'],
  ]);
  assert.deepEqual(rest, [
    ...['undefined', 'undefined', true, '[object Object]'],
    ['type', 'extractable', 'algorithm', 'usages'],
  ]);
});

test('keys of every algorithm say what they are for', async () => {
  const value = await scriptValue(
    '',
    `${SUBTLE}
    const make = async (algorithm, usages, extractable = true) => {
      const made = await subtle.generateKey(algorithm, extractable, usages);
      return (made.publicKey ? [made.publicKey, made.privateKey] : [made]).map((key) => {
        const { name, length, namedCurve, modulusLength, hash } = key.algorithm;
        return [key.type, key.extractable, name, length || namedCurve || modulusLength, hash && hash.name, [...key.usages].sort().join()];
      });
    };
    return [
      await make({ name: 'AES-CBC', length: 128 }, ['encrypt', 'decrypt']), await make({ name: 'aes-ctr', length: 192 }, ['encrypt']),
      await make({ name: 'AES-GCM', length: 256 }, ['decrypt'], false), await make({ name: 'HMAC', hash: 'SHA-384' }, ['sign', 'verify']),
      await make({ name: 'ECDSA', namedCurve: 'P-384' }, ['sign', 'verify']), await make({ name: 'ECDH', namedCurve: 'P-521' }, ['deriveBits'], false),
      await make({ name: 'RSA-OAEP', hash: 'SHA-256', ...RSA }, ['encrypt', 'decrypt']),
      await make({ name: 'RSA-PSS', hash: { name: 'SHA-512' }, ...RSA }, ['sign', 'verify']),
      await make({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1', ...RSA }, ['sign']),
    ];`,
  );
  assert.deepEqual(value, [
    [['secret', true, 'AES-CBC', 128, null, 'decrypt,encrypt']],
    [['secret', true, 'AES-CTR', 192, null, 'encrypt']],
    [['secret', false, 'AES-GCM', 256, null, 'decrypt']],
    [['secret', true, 'HMAC', 1024, 'SHA-384', 'sign,verify']],
    [
      ['public', true, 'ECDSA', 'P-384', null, 'verify'],
      ['private', true, 'ECDSA', 'P-384', null, 'sign'],
    ],
    [
      ['public', true, 'ECDH', 'P-521', null, ''],
      ['private', false, 'ECDH', 'P-521', null, 'deriveBits'],
    ],
    [
      ['public', true, 'RSA-OAEP', 2048, 'SHA-256', 'encrypt'],
      ['private', true, 'RSA-OAEP', 2048, 'SHA-256', 'decrypt'],
    ],
    [
      ['public', true, 'RSA-PSS', 2048, 'SHA-512', 'verify'],
      ['private', true, 'RSA-PSS', 2048, 'SHA-512', 'sign'],
    ],
    [
      ['public', true, 'RSASSA-PKCS1-v1_5', 2048, 'SHA-1', ''],
      ['private', true, 'RSASSA-PKCS1-v1_5', 2048, 'SHA-1', 'sign'],
    ],
  ]);
});

test('a key goes out in every format it has, comes back, and works', async () => {
  const value = await scriptValue(
    '',
    `${SUBTLE}
    const data = unhex('0102');
    const roundTrip = async (algorithm, format, key, usages) =>
      subtle.importKey(format, await subtle.exportKey(format, key), algorithm, true, usages);
    const results = [];
    for (const algorithm of [{ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }, { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32, ...RSA }]) {
      const { publicKey, privateKey } = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const publicFormats = ['spki', 'jwk', ...(algorithm.name === 'ECDSA' ? ['raw'] : [])];
      for (const format of ['pkcs8', 'jwk']) {
        const signature = await subtle.sign(algorithm, await roundTrip(algorithm, format, privateKey, ['sign']), data);
        for (const other of publicFormats) {
          results.push(await subtle.verify(algorithm, await roundTrip(algorithm, other, publicKey, ['verify']), signature, data));
        }
      }
    }
    const aes = await subtle.generateKey({ name: 'AES-CBC', length: 256 }, true, ['encrypt']);
    const raw = hex(await subtle.exportKey('raw', aes));
    const { kty, alg, k } = await subtle.exportKey('jwk', aes);
    const back = await subtle.importKey('jwk', { kty, k }, 'AES-CBC', true, ['encrypt']);
    return [results, hex(await subtle.exportKey('raw', back)) === raw, kty, alg];`,
  );
  assert.deepEqual(value, [Array<boolean>(10).fill(true), true, 'oct', 'A256CBC']);
});

test('failures have the names of the standard, and are errors', async () => {
  const value = await scriptValue(
    '',
    `${SUBTLE}
    const aes = await subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['encrypt']);
    const cbc = { name: 'AES-CBC', iv: new Uint8Array(16) };
    const ecdh = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const other = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-384' }, true, ['deriveBits']);
    const calls = [
      () => subtle.digest('MD5', new Uint8Array(1)), () => subtle.digest('SHA256', new Uint8Array(1)),
      () => subtle.generateKey('Ed25519', true, ['sign']), () => subtle.generateKey({ name: 'HMAC', hash: 'MD5' }, true, ['sign']),
      () => subtle.generateKey({ name: 'AES-CBC', length: 100 }, true, ['encrypt']), () => subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, []),
      () => subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, ['sign']), () => subtle.importKey('raw', new Uint8Array(15), 'AES-CBC', true, ['encrypt']),
      () => subtle.importKey('raw', unhex('04' + '01'.repeat(64)), { name: 'ECDH', namedCurve: 'P-256' }, true, []),
      () => subtle.importKey('spki', new Uint8Array(9), { name: 'RSA-PSS', hash: 'SHA-256' }, true, ['verify']),
      () => subtle.importKey('jwk', { kty: 'RSA', k: 'AAEC' }, 'AES-CBC', true, ['encrypt']),
      () => subtle.exportKey('raw', aes), () => subtle.decrypt(cbc, aes, new Uint8Array(16)), () => subtle.sign('HMAC', aes, new Uint8Array(1)),
      () => subtle.deriveBits({ name: 'ECDH', public: other.publicKey }, ecdh.privateKey, 256), () => subtle.deriveBits({ name: 'ECDH', public: ecdh.privateKey }, ecdh.privateKey, 256),
      () => subtle.encrypt(cbc, {}, new Uint8Array(1)), () => subtle.encrypt(cbc), () => subtle.digest('SHA-1', 'text'), () => subtle.digest(),
    ];
    const error = await subtle.digest('MD5', new Uint8Array(1)).catch((reason) => reason);
    return [await Promise.all(calls.map((call) => failed(call()))), error instanceof Error, error.stack === String(error)];`,
  );
  assert.deepEqual(value, [
    [
      ...Array<string>(4).fill('NotSupportedError'),
      ...['OperationError', 'SyntaxError', 'SyntaxError'],
      ...Array<string>(4).fill('DataError'),
      ...Array<string>(5).fill('InvalidAccessError'),
      ...Array<string>(4).fill('TypeError'),
    ],
    true,
    true,
  ]);
});

test('as in k6, a JSON web key is its key, whatever it says of its use, and public keys of ECDH may name usages', async () => {
  const value = await scriptValue(
    '',
    `${SUBTLE}
    const k = 'AAECAwQFBgcICQoLDA0ODw';
    const hs = { name: 'HMAC', hash: 'SHA-256' };
    const ecdh = { name: 'ECDH', namedCurve: 'P-256' };
    const { publicKey } = await subtle.generateKey(ecdh, true, ['deriveBits']);
    const [jwk, raw] = [await subtle.exportKey('jwk', publicKey), await subtle.exportKey('raw', publicKey)];
    const keys = [
      subtle.importKey('jwk', { kty: 'oct', k, alg: 'A256GCM', use: 'sig', key_ops: ['sign'], ext: false }, 'AES-CBC', true, ['encrypt']),
      subtle.importKey('jwk', { kty: 'oct', k, alg: 'HS512', ext: false }, hs, true, ['sign']),
      subtle.importKey('jwk', { ...jwk, alg: 'ES512' }, ecdh, true, ['deriveBits']), subtle.importKey('raw', raw, ecdh, true, ['deriveKey']),
    ];
    return (await Promise.all(keys)).map(({ type, extractable }) => [type, extractable]);`,
  );
  assert.deepEqual(value, [
    ['secret', true],
    ['secret', true],
    ['public', true],
    ['public', true],
  ]);
});

test('the arguments of a call are those at its time, from the very first call on', async () => {
  const value = await scriptValue(
    '',
    `const data = unhex('616263');
    const algorithm = { name: 'SHA-256' };
    const first = crypto.subtle.digest(algorithm, data);
    data.fill(0);
    algorithm.name = 'SHA-1';
    const key = { kty: 'oct', k: 'AAEC' };
    const imported = crypto.subtle.importKey('jwk', key, { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);
    key.k = 'changed';
    return [hex(await first), hex(await crypto.subtle.exportKey('raw', await imported))];`,
  );
  assert.deepEqual(value, ['ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', '000102']);
});

test('an iteration waits for what it did not await, and an unhandled failure ends it as an error', async () => {
  await using script = await tempScript(`
    export const options = { iterations: 2 };
    export default function () {
      if (__ITER === 1) return void crypto.subtle.digest('MD5', new Uint8Array(1));
      crypto.subtle.digest('SHA-256', new Uint8Array(1)).then((digest) => console.log('later ' + digest.byteLength));
      console.log('returned');
    }`);
  const { code, stdout, stderr } = await runSalvo(['run', '--log-format=raw', script.path]);
  assert.equal(code, 0);
  assert.match(
    stderr,
    /returned\nlater 32\n[\s\S]*Uncaught \(in promise\) NotSupportedError: crypto\.subtle\.digest does not know/,
  );
  assert.doesNotMatch(stderr, /webcrypto/);
  assert.match(stdout, /iterations\.+: 2 /);
});
