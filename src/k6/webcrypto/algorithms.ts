import { SubtleError } from './subtle-error.js';
import type { SubtleMethod } from './subtle-methods.js';

/**
 * The algorithms of k6, and HKDF. Others depend on the version of Node.js, which warns of some on the terminal; so a
 * script finds the same ones everywhere.
 */
const KNOWN = new Set(
  [
    ...['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'],
    ...['AES-CBC', 'AES-CTR', 'AES-GCM', 'AES-KW', 'HMAC'],
    ...['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP', 'ECDSA', 'ECDH', 'PBKDF2', 'HKDF'],
  ].map((name) => name.toUpperCase()),
);

/** Where a method has the algorithms among its arguments. */
const PLACES: Readonly<Partial<Record<SubtleMethod, readonly number[]>>> = {
  decrypt: [0],
  deriveBits: [0],
  deriveKey: [0, 2],
  digest: [0],
  encrypt: [0],
  generateKey: [0],
  importKey: [2],
  sign: [0],
  unwrapKey: [3, 4],
  verify: [0],
  wrapKey: [3],
};

/** What is no algorithm at all is left to Node.js. */
export function checkAlgorithms(method: SubtleMethod, args: readonly unknown[]): void {
  for (const place of PLACES[method] ?? []) {
    const name = nameOf(args[place]);
    if (name === undefined || KNOWN.has(name.toUpperCase())) continue;
    throw new SubtleError('NotSupportedError', `crypto.subtle.${method} does not know the algorithm ${name}`);
  }
}

function nameOf(algorithm: unknown): string | undefined {
  if (typeof algorithm === 'string') return algorithm;
  const name = (algorithm as { name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' ? name : undefined;
}
