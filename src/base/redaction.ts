import { Buffer } from 'node:buffer';
import type { LogRecord } from './log.js';

/** What stands for a secret in everything that leaves the process, as in k6. */
export const REDACTED = '***SECRET_REDACTED***';

/** In names of measurements shorter ones are parts of ordinary words and numbers. */
const SHORTEST_IN_NAMES = 4;

/**
 * The secrets that this process knows. One list for the process and not for a run: whatever writes must leave them out,
 * and nobody may forget to be told.
 */
const secrets = new Set<string>();
/** Made when it is first needed after a secret has come: there may be a file full of them. */
let patterns: { readonly anywhere: RegExp; readonly inNames: RegExp | undefined } | undefined;

/** From now on nothing that goes through here has this text in it, nor what JSON, URLs and markup make of it. */
export function keepSecret(value: string): void {
  if (value === '' || secrets.has(value)) return;
  secrets.add(value);
  patterns = undefined;
}

/** Most runs know none, and then nothing need be looked through. */
export const knowsSecrets = (): boolean => secrets.size > 0;

export const redacted = (text: string): string =>
  knowsSecrets() ? text.replace(patternsNow().anywhere, REDACTED) : text;

/** The same for names and tags of what was measured. */
export function redactedName(text: string): string {
  const pattern = knowsSecrets() ? patternsNow().inNames : undefined;
  return pattern === undefined ? text : text.replace(pattern, REDACTED);
}

/** Finds secrets as they are in files, by their bytes; short ones are parts of anything. */
export function secretFinder(): { isIn(bytes: Buffer): boolean; readonly longest: number } {
  const known = [...secrets].filter(({ length }) => length >= SHORTEST_IN_NAMES).map((value) => Buffer.from(value));
  return {
    isIn: (bytes) => known.some((value) => bytes.includes(value)),
    longest: Math.max(0, ...known.map(({ length }) => length)),
  };
}

/** A line of the log without secrets. */
export function redactedRecord(given: LogRecord): LogRecord {
  if (!knowsSecrets()) return given;
  const { message, fields, ...rest } = given;
  const record = { ...rest, message: redacted(message) };
  return fields === undefined ? record : { ...record, fields: mapTexts(fields, redacted) };
}

/** Keys and texts of an object changed. */
export const mapTexts = <Values extends Readonly<Record<string, unknown>>>(
  values: Values,
  change: (text: string) => string,
): Values =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [change(key), typeof value === 'string' ? change(value) : value]),
  ) as Values;

/** All texts in lists and objects of objects, the keys too. */
export function mapAllTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((item) => mapAllTexts(item, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [change(key), mapAllTexts(member, change)]),
  ) as Value;
}

function patternsNow(): NonNullable<typeof patterns> {
  if (patterns === undefined) {
    const known = [...secrets];
    const long = known.filter(({ length }) => length >= SHORTEST_IN_NAMES);
    patterns = {
      anywhere: anyOf([...known, ...(known.length > MOST_IN_BASE64 ? [] : known.flatMap(inBase64))]),
      inNames: long.length === 0 ? undefined : anyOf(long),
    };
  }
  return patterns;
}

/** The longest first: one secret may begin with another. */
const anyOf = (values: readonly string[]): RegExp =>
  new RegExp(
    [...values]
      .sort((a, b) => b.length - a.length)
      .map(anyFormOf)
      .join('|'),
    'gu',
  );

/** Shorter ones leave so little of base64 that ordinary texts may have it. */
const SHORTEST_IN_BASE64 = 8;
/** Every line is looked through for all of them, and in base64 each is three more. */
const MOST_IN_BASE64 = 300;

/**
 * What a secret is within base64, wherever in the encoded bytes it stands (`user:secret` in a header): the digits that
 * depend on nothing beside it. Three bytes are four digits, so there are three ways.
 */
function inBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  if (bytes.length < SHORTEST_IN_BASE64) return [];
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const from = Math.ceil((before * 8) / 6);
    return encoded.slice(from, Math.floor(((before + bytes.length) * 8) / 6));
  });
}

/** Backslashes in a row are one: how many there are depends on how often a text was quoted. */
const anyFormOf = (value: string): string => Array.from(value.replace(/\\+/g, '\\'), anyFormOfChar).join('');

/** What JSON, JSON in JSON, markup, Markdown, tables and addresses make of a character, in any mixture. */
function anyFormOfChar(char: string): string {
  if (/[A-Za-z0-9]/.test(char)) return char;
  const code = char.codePointAt(0)!;
  const units = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at).toString(16).padStart(4, '0'));
  const bytes = [...new TextEncoder().encode(char)].map((byte) => `%${anyCase(byte.toString(16).padStart(2, '0'))}`);
  const forms = [
    `\\\\{0,8}${escaped(char)}`,
    `&#0*${code};`,
    `&#[xX]0*${anyCase(code.toString(16))};`,
    units.map((unit) => `\\\\{1,8}u${anyCase(unit)}`).join(''),
    bytes.join(''),
    ...(OWN_FORMS[char] ?? []),
  ];
  return `(?:${forms.join('|')})`;
}

/** Those that a character has beyond what all have. */
const OWN_FORMS: Readonly<Record<string, readonly string[]>> = {
  '"': ['""', '&quot;'],
  "'": ['&apos;'],
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '\\': ['\\\\{1,64}', '(?:%5[cC]){1,64}'],
  ' ': ['\\+', '&nbsp;'],
  // Digits of base64 in the alphabet of addresses. As a character of a secret that is no loss.
  '+': ['-'],
  '/': ['_'],
  '\n': ['\\\\{1,8}n'],
  '\r': ['\\\\{1,8}r'],
  '\t': ['\\\\{1,8}t'],
};

const anyCase = (hex: string): string => hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
