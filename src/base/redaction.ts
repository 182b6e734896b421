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
let anywhere: RegExp | undefined;
let inNames: RegExp | undefined;

/** From now on nothing that goes through here has this text in it, nor what JSON, URLs and markup make of it. */
export function keepSecret(value: string): void {
  if (value === '' || secrets.has(value)) return;
  secrets.add(value);
  const known = [...secrets];
  anywhere = anyOf(known);
  inNames = anyOf(known.filter(({ length }) => length >= SHORTEST_IN_NAMES));
}

export const redacted = (text: string): string => (anywhere === undefined ? text : text.replace(anywhere, REDACTED));

/** The same for names and tags of what was measured. */
export const redactedName = (text: string): string => (inNames === undefined ? text : text.replace(inNames, REDACTED));

/** A line of the log without secrets. */
export function redactedRecord({ message, fields, ...rest }: LogRecord): LogRecord {
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

/** The longest first: one secret may begin with another. */
function anyOf(values: readonly string[]): RegExp | undefined {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  return longestFirst.length === 0 ? undefined : new RegExp(longestFirst.map(anyFormOf).join('|'), 'gu');
}

const anyFormOf = (value: string): string => Array.from(value, anyFormOfChar).join('');

/** What JSON, JSON in JSON, markup, Markdown, tables and addresses make of a character, in any mixture. */
function anyFormOfChar(char: string): string {
  if (/[A-Za-z0-9]/.test(char)) return char;
  const code = char.codePointAt(0)!;
  const units = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at).toString(16).padStart(4, '0'));
  const bytes = [...new TextEncoder().encode(char)].map((byte) => `%${anyCase(byte.toString(16).padStart(2, '0'))}`);
  const forms = [
    `\\\\*${escaped(char)}`,
    `&#0*${code};`,
    `&#[xX]0*${anyCase(code.toString(16))};`,
    units.map((unit) => `\\\\+u${anyCase(unit)}`).join(''),
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
  '\\': ['\\\\+'],
  ' ': ['\\+', '&nbsp;'],
  '\n': ['\\\\+n'],
  '\r': ['\\\\+r'],
  '\t': ['\\\\+t'],
};

const anyCase = (hex: string): string => hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
