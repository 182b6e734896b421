// Web Crypto against published values: NIST SP 800-38A and 38D, FIPS 180, RFC 3394, 4231, 5869, 6070, 6979, 7914.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptValue } from '../../helpers/script-value.js';

const RAW = `
const { subtle } = crypto;
const raw = (bytes, algorithm, ...usages) => subtle.importKey('raw', unhex(bytes), algorithm, true, usages);`;
const given = (cases: unknown): string => `${RAW} const cases = JSON.parse(${JSON.stringify(JSON.stringify(cases))});`;

const BLOCKS =
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710';

/** SP 800-38A, F.2 and F.5: key, CBC, CTR. */
const MODES: readonly (readonly [string, string, string])[] = [
  [
    '2b7e151628aed2a6abf7158809cf4f3c',
    '7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b273bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7',
    '874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee',
  ],
  [
    '8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b',
    '4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a571b242012fb7ae07fa9baac3df102e008b0e27988598881d920a9e64f5615cd',
    '1abc932417521ca24f2b0459fe7e6e0b090339ec0aa6faefd5ccc2c6f4ce8e941e36b26bd1ebc670d1bd1d665620abf74f78a7f6d29809585a97daec58c6b050',
  ],
  [
    '603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4',
    'f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b',
    '601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c52b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6',
  ],
];

test('AES in CBC and CTR, both ways', async () => {
  const value = await scriptValue(
    '',
    `${given(MODES)}
    const results = [];
    for (const [key] of cases) {
      const cbc = { name: 'AES-CBC', iv: unhex('000102030405060708090a0b0c0d0e0f') };
      const ctr = { name: 'AES-CTR', counter: unhex('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff'), length: 64 };
      const row = [key];
      for (const algorithm of [cbc, ctr]) {
        const own = await raw(key, algorithm.name, 'encrypt', 'decrypt');
        const encrypted = await subtle.encrypt(algorithm, own, unhex('${BLOCKS}'));
        // The standard has no padding; CBC of Web Crypto adds a block of it.
        row.push(hex(await subtle.decrypt(algorithm, own, encrypted)) === '${BLOCKS}' ? hex(encrypted).slice(0, 128) : 'differs');
      }
      results.push(row);
    }
    return results;`,
  );
  assert.deepEqual(value, MODES);
});

const GCM = {
  iv: 'cafebabefacedbaddecaf888',
  aad: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
  text: 'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  keys: {
    feffe9928665731c6d6a8f9467308308:
      '42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47',
    feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
  },
};

test('AES in GCM, test cases 4 and 16 of its authors', async () => {
  const value = await scriptValue(
    '',
    `${given(GCM)}
    const algorithm = { name: 'AES-GCM', iv: unhex(cases.iv), additionalData: unhex(cases.aad) };
    const results = {};
    for (const key of Object.keys(cases.keys)) {
      const own = await raw(key, 'AES-GCM', 'encrypt', 'decrypt');
      const encrypted = await subtle.encrypt(algorithm, own, unhex(cases.text));
      results[key] = hex(await subtle.decrypt(algorithm, own, encrypted)) === cases.text ? hex(encrypted) : 'differs';
    }
    return results;`,
  );
  assert.deepEqual(value, GCM.keys);
});

const ABC: Readonly<Record<string, string>> = {
  'SHA-1': 'a9993e364706816aba3e25717850c26c9cd0d89d',
  'SHA-256': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  'SHA-384': 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
  'SHA-512':
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
};

test('digests, by name and by object, in any letters', async () => {
  const value = await scriptValue(
    '',
    `${given(Object.keys(ABC))}
    const results = {};
    for (const name of cases) {
      const all = await Promise.all([name, { name }, name.toLowerCase()].map((algorithm) => subtle.digest(algorithm, unhex('616263'))));
      results[name] = all.every((one) => one instanceof ArrayBuffer && hex(one) === hex(all[0])) ? hex(all[0]) : 'differ';
    }
    return results;`,
  );
  assert.deepEqual(value, ABC);
});

const HI_THERE: Readonly<Record<string, string>> = {
  'SHA-1': 'b617318655057264e28bc0b6fb378c8ef146be00',
  'SHA-256': 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  'SHA-384': 'afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6',
  'SHA-512':
    '87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854',
};

test('HMAC: RFC 2202 and 4231, and what it does not verify', async () => {
  const value = await scriptValue(
    '',
    `${given(Object.keys(HI_THERE))}
    const data = unhex('4869205468657265');
    const results = {};
    const refused = [];
    for (const hash of cases) {
      const key = await raw('0b'.repeat(20), { name: 'HMAC', hash }, 'sign', 'verify');
      const signature = await subtle.sign('HMAC', key, data);
      results[hash] = (await subtle.verify({ name: 'HMAC' }, key, signature, data)) ? hex(signature) : 'not verified';
      refused.push(await subtle.verify('HMAC', key, signature.slice(0, 16), data), await subtle.verify('HMAC', key, signature, data.subarray(1)));
    }
    return [results, refused.some(Boolean)];`,
  );
  assert.deepEqual(value, [HI_THERE, false]);
});

/** Hash, password, salt, iterations, derived bytes. */
const PBKDF2: readonly (readonly [string, string, string, number, string])[] = [
  ['SHA-1', 'password', 'salt', 1, '0c60c80f961f0e71f3a9b524af6012062fe037a6'],
  ['SHA-1', 'password', 'salt', 2, 'ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957'],
  ['SHA-1', 'password', 'salt', 4096, '4b007901b765489abead49d926f721d065a429c1'],
  [
    'SHA-1',
    'passwordPASSWORDpassword',
    'saltSALTsaltSALTsaltSALTsaltSALTsalt',
    4096,
    '3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038',
  ],
  ['SHA-1', 'pass\0word', 'sa\0lt', 4096, '56fa6aa75548099dcc37d7f03425e0c3'],
  [
    'SHA-256',
    'passwd',
    'salt',
    1,
    '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
  ],
];

test('PBKDF2: RFC 6070 and 7914', async () => {
  const value = await scriptValue(
    '',
    `${given(PBKDF2)}
    const utf8 = (text) => new TextEncoder().encode(text);
    const results = [];
    for (const [hash, password, salt, iterations, derived] of cases) {
      const key = await subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveBits', 'deriveKey']);
      const algorithm = { name: 'PBKDF2', hash, salt: utf8(salt), iterations };
      const bits = await subtle.deriveBits(algorithm, key, derived.length * 4);
      const aes = await subtle.deriveKey(algorithm, key, { name: 'AES-GCM', length: 128 }, true, ['encrypt']);
      const sameStart = hex(await subtle.exportKey('raw', aes)) === hex(bits).slice(0, 32);
      results.push([hash, password, salt, iterations, sameStart ? hex(bits) : 'differs']);
    }
    return results;`,
  );
  assert.deepEqual(value, PBKDF2);
});

/** Curve, hash, public point, signature of `sample`. */
const RFC_6979: readonly (readonly [string, string, string, string])[] = [
  [
    'P-256',
    'SHA-256',
    '0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299',
    'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
  ],
  [
    'P-384',
    'SHA-384',
    '04ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a254515480bc138015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd2533264720',
    '94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe4699ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8',
  ],
];

test('ECDSA: the signatures of RFC 6979, and one of another message', async () => {
  const value = await scriptValue(
    '',
    `${given(RFC_6979)}
    const results = [];
    for (const [namedCurve, hash, point, signature] of cases) {
      const key = await raw(point, { name: 'ECDSA', namedCurve }, 'verify');
      for (const text of ['sample', 'Sample']) {
        results.push(await subtle.verify({ name: 'ECDSA', hash }, key, unhex(signature), new TextEncoder().encode(text)));
      }
    }
    return results;`,
  );
  assert.deepEqual(value, [true, false, true, false]);
});

test('what k6 does not have: HKDF (RFC 5869) and wrapped keys (RFC 3394)', async () => {
  const value = await scriptValue(
    '',
    `${RAW}
    const ikm = await subtle.importKey('raw', unhex('0b'.repeat(22)), 'HKDF', false, ['deriveBits']);
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: unhex('000102030405060708090a0b0c'), info: unhex('f0f1f2f3f4f5f6f7f8f9') };
    const wrapping = await raw('000102030405060708090a0b0c0d0e0f', 'AES-KW', 'wrapKey', 'unwrapKey');
    const key = await raw('00112233445566778899aabbccddeeff', 'AES-CBC', 'encrypt');
    const wrapped = await subtle.wrapKey('raw', key, wrapping, 'AES-KW');
    const unwrapped = await subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', 'AES-CBC', true, ['encrypt']);
    return [hex(await subtle.deriveBits(hkdf, ikm, 336)), hex(wrapped), hex(await subtle.exportKey('raw', unwrapped))];`,
  );
  assert.deepEqual(value, [
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    '1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5',
    '00112233445566778899aabbccddeeff',
  ]);
});
