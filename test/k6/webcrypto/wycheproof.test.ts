// Web Crypto against a selection of the Wycheproof test vectors (test/fixtures/wycheproof.json, taken from C2SP/wycheproof,
// Apache-2.0): right values, and wrong ones that implementations have let pass.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { scriptValue } from '../../helpers/script-value.js';

interface Group {
  readonly tests: readonly { readonly tcId: number; readonly result: 'valid' | 'invalid' }[];
}

const FIXTURE = resolve(import.meta.dirname, '..', '..', '..', '..', 'test', 'fixtures', 'wycheproof.json');
const text = readFileSync(FIXTURE, 'utf8');
const groups = JSON.parse(text) as Record<string, readonly Group[]>;

/** For each file of vectors, a function that says whether one of its tests holds. */
const CHECKS = `
const { subtle } = crypto;
const raw = (bytes, algorithm, ...usages) => subtle.importKey('raw', unhex(bytes), algorithm, false, usages);
const aesCbc = async (group, { key, iv, ct, msg }) =>
  hex(await subtle.decrypt({ name: 'AES-CBC', iv: unhex(iv) }, await raw(key, 'AES-CBC', 'decrypt'), unhex(ct))) === msg;
const aesGcm = async ({ tagSize }, { key, iv, aad, ct, tag, msg }) => {
  const algorithm = { name: 'AES-GCM', iv: unhex(iv), additionalData: unhex(aad), tagLength: tagSize };
  return hex(await subtle.decrypt(algorithm, await raw(key, 'AES-GCM', 'decrypt'), unhex(ct + tag))) === msg;
};
const hmac = (hash) => async (group, { key, msg, tag }) =>
  subtle.verify('HMAC', await raw(key, { name: 'HMAC', hash }, 'verify'), unhex(tag), unhex(msg));
const ecdsa = (namedCurve, hash) => async ({ point }, { msg, sig }) =>
  subtle.verify({ name: 'ECDSA', hash }, await raw(point, { name: 'ECDSA', namedCurve }, 'verify'), unhex(sig), unhex(msg));
const ecdh = (namedCurve, bits) => async (group, { public: theirs, private: ours, shared }) => {
  const key = await subtle.importKey('jwk', ours, { name: 'ECDH', namedCurve }, false, ['deriveBits']);
  const publicKey = await subtle.importKey('jwk', theirs, { name: 'ECDH', namedCurve }, false, []);
  return hex(await subtle.deriveBits({ name: 'ECDH', public: publicKey }, key, bits)) === shared;
};
const oaep = async ({ privateKeyPkcs8 }, { label, ct, msg }) => {
  const key = await subtle.importKey('pkcs8', unhex(privateKeyPkcs8), { name: 'RSA-OAEP', hash: 'SHA-256' }, false, ['decrypt']);
  return hex(await subtle.decrypt({ name: 'RSA-OAEP', label: unhex(label) }, key, unhex(ct))) === msg;
};
const rsa = (name) => async ({ publicKeyDer, sLen }, { msg, sig }) => {
  const key = await subtle.importKey('spki', unhex(publicKeyDer), { name, hash: 'SHA-256' }, false, ['verify']);
  return subtle.verify({ name, saltLength: sLen }, key, unhex(sig), unhex(msg));
};
const pbkdf2 = async (group, { password, salt, iterationCount, dkLen, dk }) => {
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: unhex(salt), iterations: iterationCount };
  return hex(await subtle.deriveBits(algorithm, await raw(password, 'PBKDF2', 'deriveBits'), dkLen * 8)) === dk;
};
const checks = {
  aes_gcm: aesGcm, aes_cbc_pkcs5: aesCbc,
  hmac_sha1: hmac('SHA-1'), hmac_sha256: hmac('SHA-256'), hmac_sha384: hmac('SHA-384'), hmac_sha512: hmac('SHA-512'),
  ecdsa_secp256r1_sha256_p1363: ecdsa('P-256', 'SHA-256'), ecdsa_secp384r1_sha384_p1363: ecdsa('P-384', 'SHA-384'),
  ecdsa_secp521r1_sha512_p1363: ecdsa('P-521', 'SHA-512'),
  ecdh_secp256r1_webcrypto: ecdh('P-256', 256), ecdh_secp384r1_webcrypto: ecdh('P-384', 384), ecdh_secp521r1_webcrypto: ecdh('P-521', 528),
  rsa_oaep_2048_sha256_mgf1sha256: oaep, rsa_pss_2048_sha256_mgf1_32: rsa('RSA-PSS'), rsa_signature_2048_sha256: rsa('RSASSA-PKCS1-v1_5'),
  pbkdf2_hmacsha256: pbkdf2,
};
const holds = async (check, group, one) => { try { return await check(group, one); } catch (error) { return false; } };`;

test('Wycheproof: right values are accepted, wrong ones are not', async () => {
  const value = await scriptValue(
    "const files = JSON.parse(open('./wycheproof.json'));",
    `${CHECKS}
    const results = [];
    for (const [file, groups] of Object.entries(files)) {
      for (const group of groups) for (const one of group.tests) results.push([file, one.tcId, await holds(checks[file], group, one)]);
    }
    return results;`,
    { 'wycheproof.json': text },
  );
  const expected = Object.entries(groups).flatMap(([file, all]) =>
    all.flatMap(({ tests }) => tests.map(({ tcId, result }) => [file, tcId, result === 'valid'])),
  );
  assert.ok(expected.length > 90);
  assert.deepEqual(value, expected);
});
