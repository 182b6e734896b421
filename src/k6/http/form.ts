import { Buffer } from 'node:buffer';
import { listOf } from '../list-of.js';

/** A file in a multipart body, made by `http.file()`. */
export class FileData {
  readonly #file = true;

  /** The instances that scripts hold have another prototype. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && #file in value && value.#file;
  }

  constructor(
    readonly data: unknown,
    readonly filename: string,
    readonly content_type: string,
  ) {}
}

/** application/x-www-form-urlencoded as Go writes it: keys sorted, arrays repeat their key. */
export function formEncode(fields: Record<string, unknown>, warn: (message: string) => void): string {
  return Object.keys(fields)
    .sort()
    .flatMap((key) => valuesOf(fields[key], key, warn).map((value) => `${queryEscape(key)}=${queryEscape(value)}`))
    .join('&');
}

export function valuesOf(value: unknown, key: string, warn: (message: string) => void): string[] {
  if (Array.isArray(value)) return listOf(value).map((one) => scalar(one, key, warn));
  return [scalar(value, key, warn)];
}

function scalar(value: unknown, key: string, warn: (message: string) => void): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  warn(`form field ${JSON.stringify(key)} holds a nested value, which cannot be form-encoded; it is sent empty`);
  return '';
}

/** Go's query escaping: a space becomes a plus; only letters, digits and `-_.~` stay. */
function queryEscape(text: string): string {
  return encodeURIComponent(LONE_SURROGATE.test(text) ? toWellFormed(text) : text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const toWellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
