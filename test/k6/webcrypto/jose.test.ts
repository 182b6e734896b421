// The examples of JSON Web Signature (RFC 7515) and JSON Web Algorithms (RFC 7518), done by a script.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptValue } from '../../helpers/script-value.js';

const PAYLOAD = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';

/** Appendices A.1 to A.4: key, algorithm, header, payload, signature. */
const SIGNATURES = {
  hs256: {
    key: {
      kty: 'oct',
      k: 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
    },
    algorithm: { name: 'HMAC', hash: 'SHA-256' },
    header: 'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9',
    payload: PAYLOAD,
    signature: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  },
  rs256: {
    key: {
      kty: 'RSA',
      n: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
      e: 'AQAB',
      d: 'Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ',
      p: '4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc',
      q: 'uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc',
      dp: 'BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0',
      dq: 'h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU',
      qi: 'IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U',
    },
    algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    header: 'eyJhbGciOiJSUzI1NiJ9',
    payload: PAYLOAD,
    signature:
      'cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw',
  },
  es256: {
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
      d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
    },
    algorithm: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
    header: 'eyJhbGciOiJFUzI1NiJ9',
    payload: PAYLOAD,
    signature: 'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
  },
  es512: {
    key: {
      kty: 'EC',
      crv: 'P-521',
      x: 'AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk',
      y: 'ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2',
      d: 'AY5pb7A0UFiB3RELSD64fTLOSV_jazdF7fLYyuTw8lOfRhWg6Y6rUrPAxerEzgdRhajnu0ferB0d53vM9mE15j2C',
    },
    algorithm: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
    header: 'eyJhbGciOiJFUzUxMiJ9',
    payload: 'UGF5bG9hZA',
    signature:
      'AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn',
  },
};

test('signatures: verified, made again, and not verified when the message is another', async () => {
  const value = await scriptValue(
    "import encoding from 'k6/encoding';",
    `const { subtle } = crypto;
    const cases = JSON.parse(${JSON.stringify(JSON.stringify(SIGNATURES))});
    const utf8 = (text) => new TextEncoder().encode(text);
    const results = {};
    for (const [name, { key, algorithm, header, payload, signature }] of Object.entries(cases)) {
      const { d, p, q, dp, dq, qi, ...publicKey } = key;
      const verifying = await subtle.importKey('jwk', publicKey, algorithm, true, ['verify']);
      const signing = await subtle.importKey('jwk', key, algorithm, true, ['sign']);
      const message = utf8(header + '.' + payload);
      const verify = (bytes, data) => subtle.verify(algorithm, verifying, bytes, data);
      const made = await subtle.sign(algorithm, signing, message);
      results[name] = [
        await verify(encoding.b64decode(signature, 'rawurl'), message),
        await verify(made, message),
        await verify(made, utf8(header + payload)),
        encoding.b64encode(made, 'rawurl') === signature,
      ];
    }
    return results;`,
  );
  const deterministic = [true, true, false, true];
  const random = [true, true, false, false];
  assert.deepEqual(value, { hs256: deterministic, rs256: deterministic, es256: random, es512: random });
});

/** RFC 7518, appendix B.1. */
const CBC_HMAC = {
  key: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  text: 'A cipher system must not be required to be secret, and it must be able to fall into the hands of the enemy without inconvenience',
  iv: '1af38c2dc2b96ffdd86694092341bc04',
  data: 'The second principle of Auguste Kerckhoffs',
  encrypted:
    'c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54b903a9c9a94ac9b47ad2655c5f10f9aef71427e2fc6f9b3f399a221489f16362c703233609d45ac69864e3321cf82935ac4096c86e133314c54019e8ca7980dfa4b9cf1b384c486f3a54c51078158ee5d79de59fbd34d848b3d69550a67646344427ade54b8851ffb598f7f80074b9473c82e2db',
  tag: '652c3fa36b0a7c5b3219fab3a30bc1c4',
};

test('AES-128-CBC with HMAC-SHA-256', async () => {
  const value = await scriptValue(
    '',
    `const { subtle } = crypto;
    const { key, text, iv, data, encrypted } = JSON.parse(${JSON.stringify(JSON.stringify(CBC_HMAC))});
    const utf8 = (text) => new TextEncoder().encode(text);
    const macKey = await subtle.importKey('raw', unhex(key.slice(0, 32)), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const aesKey = await subtle.importKey('raw', unhex(key.slice(32)), 'AES-CBC', false, ['encrypt']);
    const made = hex(await subtle.encrypt({ name: 'AES-CBC', iv: unhex(iv) }, aesKey, utf8(text)));
    const bits = (data.length * 8).toString(16).padStart(16, '0');
    const mac = await subtle.sign('HMAC', macKey, unhex(hex(utf8(data)) + iv + made + bits));
    return [made, hex(mac).slice(0, 32)];`,
  );
  assert.deepEqual(value, [CBC_HMAC.encrypted, CBC_HMAC.tag]);
});

test('ECDH-ES: RFC 7518, appendix C, from both sides', async () => {
  const value = await scriptValue(
    "import encoding from 'k6/encoding';",
    `const { subtle } = crypto;
    const alice = { kty: 'EC', crv: 'P-256', x: 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0',
      y: 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps', d: '0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo' };
    const bob = { kty: 'EC', crv: 'P-256', x: 'weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ',
      y: 'e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck', d: 'VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw' };
    const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
    const agreed = async (own, { d, ...their }) => subtle.deriveBits(
      { name: 'ECDH', public: await subtle.importKey('jwk', their, algorithm, true, []) },
      await subtle.importKey('jwk', own, algorithm, false, ['deriveBits']), 256);
    // Concat KDF: a counter, the secret, and who agrees on what.
    const kdf = async (secret) => encoding.b64encode((await subtle.digest('SHA-256', unhex(
      '00000001' + hex(secret) + '000000074131323847434d' + '00000005416c696365' + '00000003426f62' + '00000080'))).slice(0, 16), 'rawurl');
    return [hex(await agreed(alice, bob)), await kdf(await agreed(alice, bob)), await kdf(await agreed(bob, alice))];`,
  );
  assert.deepEqual(value, [
    '9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4',
    'VqqN6vgjbSBcIijNcacQGg',
    'VqqN6vgjbSBcIijNcacQGg',
  ]);
});
