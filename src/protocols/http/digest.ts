import { createHash, randomBytes } from 'node:crypto';
import type { HttpRequest } from './exchange.js';

const HASHES: Readonly<Record<string, string | undefined>> = {
  MD5: 'md5',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  'SHA-512-256': 'sha512-256',
};

/** The Authorization header that answers a digest challenge (RFC 7616); undefined when there is none to answer. */
export function digestAuthorization(
  challenges: readonly string[],
  request: HttpRequest,
  username: string,
  password: string,
): string | undefined {
  const challenge = challenges.find((text) => /^Digest\s/i.test(text));
  if (challenge === undefined) return undefined;
  const given = parameters(challenge.slice(7));
  const algorithm = given.algorithm ?? 'MD5';
  const session = /-sess$/i.test(algorithm);
  const name = HASHES[algorithm.replace(/-sess$/i, '').toUpperCase()];
  const qop = (given.qop ?? '').split(',').map((one) => one.trim());
  if (name === undefined || (given.qop !== undefined && !qop.includes('auth') && !qop.includes('auth-int')))
    return undefined;
  const hash = (text: string | Buffer): string => createHash(name).update(text).digest('hex');
  const { realm = '', nonce = '', opaque } = given;
  const uri = request.url.target;
  const cnonce = randomBytes(16).toString('hex');
  const nc = '00000001';
  const chosen = qop.includes('auth') ? 'auth' : qop.includes('auth-int') ? 'auth-int' : '';
  const plainA1 = hash(`${username}:${realm}:${password}`);
  const a1 = session ? hash(`${plainA1}:${nonce}:${cnonce}`) : plainA1;
  const a2 = hash(`${request.method}:${uri}${chosen === 'auth-int' ? `:${hash(request.body ?? '')}` : ''}`);
  const response = hash(chosen === '' ? `${a1}:${nonce}:${a2}` : `${a1}:${nonce}:${nc}:${cnonce}:${chosen}:${a2}`);
  const parts = [
    `username=${quote(username)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    ...(chosen === '' ? [] : [`cnonce="${cnonce}"`, `nc=${nc}`, `qop=${chosen}`]),
    `response="${response}"`,
    ...(given.algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ];
  return `Digest ${parts.join(', ')}`;
}

const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

function parameters(text: string): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = {};
  for (const [, key, quoted, bare] of text.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)) {
    found[key!.toLowerCase()] ??= quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
  }
  return found;
}
