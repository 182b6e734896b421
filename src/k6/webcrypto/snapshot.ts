import { bytesOf } from '../bytes.js';
import { listOf } from '../list-of.js';
import { CryptoKey } from './crypto-key.js';

/** An argument as it is now: the work begins later, and the script may go on writing into its arrays and objects. */
export function snapshot(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof CryptoKey) return value;
  const bytes = bytesOf(value);
  if (bytes !== undefined) return bytes;
  if (Array.isArray(value)) return listOf(value).map(snapshot);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, snapshot(member)]));
}
