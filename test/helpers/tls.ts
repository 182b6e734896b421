// A certificate authority and certificates of its own, made anew with openssl in a temporary folder.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface TestCertificates {
  readonly ca: Certificate;
  /** For localhost and 127.0.0.1. */
  readonly server: Certificate;
  readonly client: Certificate;
}

let made: TestCertificates | undefined;

/** The same for all tests of a process; about a tenth of a second. */
export function testCertificates(): TestCertificates {
  made ??= make();
  return made;
}

function make(): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'salvo-tls-'));
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    const caFiles = ['-keyout', path('ca.key'), '-out', path('ca.crt')];
    openssl('req', '-x509', ...newKey, ...caFiles, '-days', '2', '-subj', '/CN=Test CA');
    const signed = (name: string, extensions: string): Certificate => {
      const files = ['-keyout', path(`${name}.key`), '-out', path(`${name}.csr`)];
      openssl('req', ...newKey, ...files, '-subj', `/CN=${name}`);
      writeFileSync(path(`${name}.ext`), extensions);
      const authority = ['-CA', path('ca.crt'), '-CAkey', path('ca.key'), '-CAcreateserial'];
      const result = ['-extfile', path(`${name}.ext`), '-out', path(`${name}.crt`), '-days', '2'];
      openssl('x509', '-req', '-in', path(`${name}.csr`), ...authority, ...result);
      return { cert: readFileSync(path(`${name}.crt`), 'utf8'), key: readFileSync(path(`${name}.key`), 'utf8') };
    };
    return {
      ca: { cert: readFileSync(path('ca.crt'), 'utf8'), key: readFileSync(path('ca.key'), 'utf8') },
      server: signed('server', 'subjectAltName=DNS:localhost,DNS:*.example.test,IP:127.0.0.1'),
      client: signed('client', 'extendedKeyUsage=clientAuth'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
