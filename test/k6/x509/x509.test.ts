// k6/crypto/x509: certificates of all kinds against what k6 2.2 shows of them (test/fixtures/certificates/k6.json).
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeX509 } from '../../../src/k6/x509/index.js';
import { scriptValue } from '../../helpers/script-value.js';
import { TestVu } from '../../helpers/vu.js';

const FOLDER = resolve(import.meta.dirname, '..', '..', '..', '..', 'test', 'fixtures', 'certificates');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.pem'));
const PEMS = Object.fromEntries(FILES.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
const FROM_K6 = JSON.parse(readFileSync(join(FOLDER, 'k6.json'), 'utf8')) as Record<string, Record<string, unknown>>;

/** The numbers of a key as text, because JSON has none of that size. */
const SHOWN = `
const numbers = ({ algorithm, key }) => ({ algorithm, ...Object.fromEntries(
  ['n', 'e', 'x', 'y', 'p', 'q', 'g'].filter((name) => name in key).map((name) => [name, String(key[name])])) });
const shown = (pem) => {
  try {
    const { subject, issuer, notBefore, notAfter, altNames, signatureAlgorithm, fingerPrint, publicKey } = x509.parse(pem);
    return { subject, issuer, notBefore, notAfter, altNames, signatureAlgorithm, fingerPrint, publicKey: numbers(publicKey) };
  } catch (error) {
    let subject;
    try { subject = x509.getSubject(pem); } catch (other) { subject = other.message; }
    return { error: error.name + ': ' + error.message, subject };
  }
};`;

test('every kind of certificate reads as in k6', async () => {
  const value = await scriptValue(
    `import x509 from 'k6/crypto/x509';\nconst names = ${JSON.stringify(FILES)};
    const pems = names.map((name) => open('./' + name));`,
    `${SHOWN} return names.map((name, i) => [name.replace('.pem', ''), shown(pems[i])]);`,
    PEMS,
  );
  assert.ok(FILES.length >= 18);
  assert.deepEqual(Object.fromEntries(value as [string, unknown][]), FROM_K6);
});

test('parts of a certificate, from text with other text around it and from bytes', async () => {
  const value = await scriptValue(
    "import { getAltNames, getIssuer, getSubject, parse } from 'k6/crypto/x509';\nconst text = open('./full.pem'); const bytes = open('./full.pem', 'b');",
    `const around = 'subject=...\\n' + text.replace('CERTIFICATE', 'X').replace('CERTIFICATE', 'X') + '\\nmore';
    const key = parse(text).publicKey.key;
    return [
      getAltNames(bytes), getIssuer(around).commonName, getSubject(text.replace(/\\n/g, '\\r\\n')).organizationalUnitName,
      typeof key.n, typeof key.e,
    ];`,
    { 'full.pem': PEMS['full.pem']! },
  );
  assert.deepEqual(value, [
    ['one.example.com', '*.example.com', 'me@example.com', '10.0.0.1', '2001:db8::1', 'https://example.com/x?y=1'],
    'exämple.com',
    ['Section One', 'Section Two'],
    'bigint',
    'number',
  ]);
});

test('what is no certificate is a script error', async () => {
  const value = await scriptValue(
    "import x509 from 'k6/crypto/x509';\nconst text = open('./full.pem');",
    `const lines = text.split('\\n');
    const cut = lines.slice(0, 5).join('\\n');
    const shorter = [lines[0], ...lines.slice(2)].join('\\n');
    return ['', undefined, null, 'text', cut, shorter].map((pem) => thrown(() => x509.getSubject(pem)));`,
    { 'full.pem': PEMS['full.pem']! },
  );
  const noPem = 'GoError: failed to decode certificate PEM file';
  assert.deepEqual((value as string[]).slice(0, 5), Array(5).fill(noPem));
  assert.match((value as string[])[5]!, /^GoError: failed to parse certificate: x509: /);
});

test('a certificate with any bytes changed is read or refused, and nothing else happens', () => {
  const x509 = makeX509(new TestVu()) as Record<string, (pem: string) => unknown>;
  const certificates = FILES.map((name) => Buffer.from(PEMS[name]!.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
  const change = fc.record({ which: fc.nat(FILES.length - 1), at: fc.nat(1000), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
      const bytes = Buffer.from(certificates[changes[0]!.which]!);
      for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
      const pem = `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`;
      try {
        x509.parse!(pem);
      } catch (error) {
        assert.equal((error as Error).name, 'GoError', (error as Error).stack);
      }
    }),
    { numRuns: 2000 },
  );
});
