import { Buffer } from 'node:buffer';
import { dataOf } from '../bytes.js';
import type { MakeModule } from '../context.js';
import { GoError } from '../go-error.js';
import { type Certificate, readCertificate } from './certificate.js';
import { decodePem } from './pem.js';

/** `k6/crypto/x509`: reads certificates in PEM. It verifies nothing. */
export const makeX509: MakeModule = () => ({
  parse: (pem: unknown) => {
    const certificate = certificateIn(pem);
    if (certificate.publicKey === undefined) throw new GoError('unsupported public key algorithm');
    return certificate;
  },
  getAltNames: (pem: unknown) => certificateIn(pem).altNames,
  getIssuer: (pem: unknown) => certificateIn(pem).issuer,
  getSubject: (pem: unknown) => certificateIn(pem).subject,
});

function certificateIn(pem: unknown): Certificate {
  const data = dataOf(pem ?? '');
  return readCertificate(decodePem(typeof data === 'string' ? data : Buffer.from(data).toString('latin1')));
}
