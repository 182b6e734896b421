// What k6/crypto is beside its algorithms: outputs, inputs, errors, hashers. Expectations were printed by k6 2.2.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../../helpers/cli.js';
import { scriptValue } from '../../helpers/script-value.js';
import { tempFolder, tempScript } from '../../helpers/temp.js';

const IMPORT = "import crypto, { createHash, createHMAC } from 'k6/crypto';";

test('every form of output', async () => {
  const value = await scriptValue(
    IMPORT,
    `const binary = crypto.sha256('abc', 'binary');
    const hasher = createHash('sha256');
    hasher.update('abc');
    return [
      ...['hex', 'base64', 'base64url', 'base64rawurl'].map((form) => crypto.sha256('abc', form)),
      binary instanceof ArrayBuffer, binary.byteLength, hex(binary) === crypto.sha256('abc', 'hex'),
      hasher.digest('base64url'), hex(hasher.digest('binary')) === hex(binary),
      crypto.hmac('md5', 'k', 'abc', 'base64'), hex(crypto.hmac('ripemd160', 'k', 'abc', 'binary')) === crypto.hmac('ripemd160', 'k', 'abc', 'hex'),
    ];`,
  );
  assert.deepEqual(value, [
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
    'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0=',
    'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0',
    ...[true, 32, true],
    ...['ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0=', true],
    ...['dZcsnGVp8vQHdS3bAqx53g==', true],
  ]);
});

test('an unknown algorithm, an unknown output and wrong data are script errors', async () => {
  const value = await scriptValue(
    IMPORT,
    `return [
      () => createHash('bad'), () => createHash(), () => createHash('SHA256'), () => createHash('__proto__'),
      () => createHMAC('sha224', 'k'), () => crypto.hmac('bad', 'k', 'a', 'hex'),
      () => crypto.sha1('a', 'utf8'), () => crypto.sha1('a'), () => crypto.hmac('md5', 'k', 'a', 'HEX'), () => createHash('md5').digest('x'),
      () => crypto.sha1(5, 'hex'), () => crypto.md4(undefined, 'hex'), () => crypto.hmac('md5', null, 'a', 'hex'), () => crypto.hmac('md5', 'k', {}, 'hex'),
      () => createHMAC('md5'), () => createHash('md5').update([1]), () => crypto.hexEncode(1.5),
      () => crypto.randomBytes(0), () => crypto.randomBytes(-1), () => crypto.randomBytes('x'), () => crypto.randomBytes(),
    ].map(thrown);`,
  );
  const invalid = (type: string): string => `invalid type ${type}, expected string, []byte or ArrayBuffer`;
  assert.deepEqual(
    value,
    [
      ...['bad', '', 'SHA256', '__proto__', 'sha224', 'bad'].map((name) => `invalid algorithm: ${name}`),
      ...['utf8', '', 'HEX', 'x'].map((name) => `invalid output encoding: ${name}`),
      `sha1 failed: ${invalid('int64')}`,
      `md4 failed: ${invalid('<nil>')}`,
      ...['<nil>', 'map[string]interface {}', '<nil>', '[]interface {}', 'float64'].map(invalid),
      ...Array<string>(4).fill('invalid size'),
    ].map((message) => `GoError: ${message}`),
  );
});

test('a hasher goes on after a digest, works by its functions alone, and takes no properties', async () => {
  const value = await scriptValue(
    IMPORT,
    `const hasher = createHash('sha256');
    const { update, digest } = hasher;
    const returned = update('a');
    const first = [digest('hex'), digest('hex')];
    update(new Uint8Array([98, 99]));
    const data = new Uint8Array([1, 2, 3]);
    const copied = createHash('md5');
    copied.update(data);
    data.fill(0);
    return [
      String(returned), first, hasher.digest('hex'), Object.keys(hasher), JSON.stringify(hasher), String(hasher),
      thrown(() => { hasher.x = 1; }).split(':')[0], copied.digest('hex'),
    ];`,
  );
  const a = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';
  assert.deepEqual(value, [
    'undefined',
    [a, a],
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ['digest', 'update'],
    '{}',
    '[object Object]',
    'TypeError',
    '5289df737df57326fcdd22597afb1fac',
  ]);
});

test('hexEncode and randomBytes', async () => {
  const value = await scriptValue(
    IMPORT,
    `const bytes = [crypto.randomBytes(16), crypto.randomBytes(16), crypto.randomBytes(1.9), crypto.randomBytes('4')];
    return [
      crypto.hexEncode('abcü'), crypto.hexEncode(new Uint8Array([255, 0])), crypto.hexEncode(new Uint8Array([255, 0]).buffer),
      bytes.every((one) => one instanceof ArrayBuffer), bytes.map((one) => one.byteLength), hex(bytes[0]) !== hex(bytes[1]),
    ];`,
  );
  assert.deepEqual(value, ['616263c3bc', 'ff00', 'ff00', true, [16, 16, 1, 4], true]);
});

test('random bytes are never given twice, and those of a buffer are its own', async () => {
  const value = await scriptValue(
    IMPORT,
    `const kept = Array.from({ length: 1000 }, (_, at) => crypto.randomBytes(8 + (at % 300)));
    const texts = kept.map(hex);
    kept[0] && new Uint8Array(kept[0]).fill(0);
    return [new Set(texts.map((text) => text.slice(0, 16))).size, kept.slice(1).every((one, at) => hex(one) === texts[at + 1])];`,
  );
  assert.deepEqual(value, [1000, true]);
});

test('a VU that replaces a function of a module replaces its own', async () => {
  await using script = await tempScript(`
    import crypto from 'k6/crypto';
    import encoding from 'k6/encoding';
    export const options = { scenarios: { a: { executor: 'per-vu-iterations', vus: 2, iterations: 1 } } };
    if (__VU === 1) { crypto.sha1 = () => 'replaced'; encoding.b64encode = () => 'too'; }
    export default function () { console.log('VU ' + __VU + ' ' + crypto.sha1('abc', 'hex') + ' ' + encoding.b64encode('a')); }`);
  const { stderr } = await runSalvo(['run', '-q', '--workers=1', '--log-format=raw', script.path]);
  const lines = stderr.split('\n').filter((line) => line.startsWith('VU '));
  assert.deepEqual(lines.sort(), ['VU 1 replaced too', 'VU 2 a9993e364706816aba3e25717850c26c9cd0d89d YQ==']);
});

test('a module that few scripts need comes to CommonJS scripts as well, and not by a computed name', async () => {
  await using folder = await tempFolder({
    'script.js': `
      const crypto = require('k6/crypto');
      const { b64encode } = require('./lib.cjs');
      const name = ['k6', 'crypto', 'x509'].join('/');
      let error = '';
      try { require(name); } catch (failure) { error = failure.message; }
      exports.default = () => console.log('value ' + [crypto.md5('abc', 'hex'), b64encode('a'), error].join(' '));`,
    'lib.cjs': "module.exports = require('k6/encoding');",
  });
  const { stderr } = await runSalvo(['run', '-q', '--log-format=raw', 'script.js'], { cwd: folder.path });
  assert.match(
    stderr,
    /^value 900150983cd24fb0d6963f7d28e17f72 YQ== module k6\/crypto\/x509 must be named by an import/m,
  );
});
