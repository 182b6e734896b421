import { Buffer } from 'node:buffer';
import { contentOf, type Der, oidOf, partsOf, TAG } from './der.js';

/** Names of Go, by object identifier. */
const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'MD5-RSA',
  '1.2.840.113549.1.1.5': 'SHA1-RSA',
  '1.3.14.3.2.29': 'SHA1-RSA',
  '1.2.840.113549.1.1.11': 'SHA256-RSA',
  '1.2.840.113549.1.1.12': 'SHA384-RSA',
  '1.2.840.113549.1.1.13': 'SHA512-RSA',
  '1.2.840.10040.4.3': 'DSA-SHA1',
  '2.16.840.1.101.3.4.3.2': 'DSA-SHA256',
  '1.2.840.10045.4.1': 'ECDSA-SHA1',
  '1.2.840.10045.4.3.2': 'ECDSA-SHA256',
  '1.2.840.10045.4.3.3': 'ECDSA-SHA384',
  '1.2.840.10045.4.3.4': 'ECDSA-SHA512',
  '1.3.101.112': 'Ed25519',
};
const UNKNOWN = 'UnknownSignatureAlgorithm';

const RSA_PSS = '1.2.840.113549.1.1.10';
/** Salts must be as long as the hash, in bytes. */
const PSS_HASHES: Readonly<Record<string, { readonly name: string; readonly saltBytes: number }>> = {
  '2.16.840.1.101.3.4.2.1': { name: 'SHA256-RSAPSS', saltBytes: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'SHA384-RSAPSS', saltBytes: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'SHA512-RSAPSS', saltBytes: 64 },
};

export function signatureAlgorithmOf(algorithm: Der | undefined): string {
  const [oid, parameters] = partsOf(algorithm, TAG.sequence);
  const name = oidOf(oid);
  return name === RSA_PSS ? pssName(parameters) : (NAMES[name] ?? UNKNOWN);
}

/** All PSS signatures share one identifier; hash, mask function, salt and trailer stand in the parameters. */
function pssName(parameters: Der | undefined): string {
  const fields = new Map(partsOf(parameters, TAG.sequence).map((field) => [field.tag, partsOf(field, field.tag)[0]]));
  const [hash, maskFunction, salt] = [0xa0, 0xa1, 0xa2].map((tag) => fields.get(tag));
  if (hash === undefined || maskFunction === undefined || salt === undefined || fields.has(0xa3)) return UNKNOWN;
  const hashOid = oidOf(partsOf(hash, TAG.sequence)[0]);
  const maskHash = partsOf(maskFunction, TAG.sequence)[1];
  const sameHash = oidOf(partsOf(maskHash, TAG.sequence)[0]) === hashOid;
  const known = PSS_HASHES[hashOid];
  const fits = sameHash && contentOf(salt, TAG.integer).equals(Buffer.of(known?.saltBytes ?? 0));
  return known !== undefined && fits ? known.name : UNKNOWN;
}
