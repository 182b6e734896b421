import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { altNamesOf } from './alt-names.js';
import { contentOf, type Der, oidOf, partsOf, readDer, TAG } from './der.js';
import { type Issuer, issuerOf, type Subject, subjectOf } from './name.js';
import { type PublicKey, publicKeyOf } from './public-key.js';
import { signatureAlgorithmOf } from './signature-algorithm.js';
import { timeOf } from './time.js';

/** What a certificate says, as k6 shows it. */
export interface Certificate {
  readonly subject: Subject;
  readonly issuer: Issuer;
  /** RFC 3339, to the second. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly altNames: string[];
  readonly signatureAlgorithm: string;
  /** SHA-1 of the whole certificate, as numbers. */
  readonly fingerPrint: number[];
  /** Undefined for keys that k6 does not show. */
  readonly publicKey: PublicKey | undefined;
}

const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const SUBJECT_ALT_NAME = '2.5.29.17';

export function readCertificate(der: Buffer): Certificate {
  const [toBeSigned, signatureAlgorithm] = partsOf(readDer(der), TAG.sequence);
  const fields = partsOf(toBeSigned, TAG.sequence);
  // Certificates of version 1 do not say so.
  const [, , issuer, validity, subject, key, ...optional] = fields[0]?.tag === VERSION ? fields.slice(1) : fields;
  const [notBefore, notAfter] = partsOf(validity, TAG.sequence).map(timeOf);
  return {
    subject: subjectOf(subject),
    issuer: issuerOf(issuer),
    notBefore: notBefore!,
    notAfter: notAfter!,
    altNames: altNamesIn(optional.find(({ tag }) => tag === EXTENSIONS)),
    signatureAlgorithm: signatureAlgorithmOf(signatureAlgorithm),
    fingerPrint: [...createHash('sha1').update(der).digest()],
    publicKey: publicKeyOf(key),
  };
}

/** Each extension is an identifier, perhaps whether it is critical, and a value in an octet string. */
function altNamesIn(extensions: Der | undefined): string[] {
  if (extensions === undefined) return [];
  for (const extension of partsOf(partsOf(extensions, EXTENSIONS)[0], TAG.sequence)) {
    const parts = partsOf(extension, TAG.sequence);
    if (oidOf(parts[0]) === SUBJECT_ALT_NAME) return altNamesOf(readDer(contentOf(parts.at(-1), TAG.octetString)));
  }
  return [];
}
