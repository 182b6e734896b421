import { TOKEN } from '../token.js';
import { goQuotedBytes } from './go-quoted.js';
import { HeadFault } from './head-fault.js';

/**
 * Header lines, each with its end, up to and with the empty one: as they are where they follow the rules, with folded
 * lines joined where there are any. A line that breaks the rules is refused.
 */
export function wellFormedLines(text: string): string {
  if (WELL_FORMED.test(text)) return text;
  const lines = text.split('\n');
  if (isFolded(lines[0]!)) throw new HeadFault(`malformed MIME header initial line: ${shown(lines[0]!)}`);
  const joined = unfolded(lines);
  const bad = joined.find((line) => !LINE.test(line));
  if (bad !== undefined) checkColon(bad);
  if (bad !== undefined) throw new HeadFault(`malformed MIME header line: ${shown(bad)}`);
  return joined.join('\n');
}

/** A line of headers or trailers that names nothing. */
export function checkColon(line: string): void {
  if (!line.includes(':')) throw new HeadFault(missingColon(line));
}

export const missingColon = (line: string): string =>
  `malformed MIME header: missing colon: ${goQuotedBytes(line.replace(/\r$/, '').slice(0, 100))}`;

const VALUE = '[^\\0-\\x08\\n-\\x1f\\x7f]*';
/** Go lets spaces stand in names, but not at the beginning of a line. */
const NAME = `(?! )${TOKEN.replace('[', '[ ')}`;
const WELL_FORMED = new RegExp(`^(?:${NAME}:${VALUE}\\r?\\n)*\\r?\\n$`);
/** Without its LF. The empty line and the text behind it, which is none, are lines too. */
const LINE = new RegExp(`^(?:${NAME}:${VALUE})?\\r?$`);

const isFolded = (line: string): boolean => line.startsWith(' ') || line.startsWith('\t');

/** A line that begins with white space goes on with the value of the line before it. */
function unfolded(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let parts: string[] = [];
  for (const line of lines) {
    if (!isFolded(line) && parts.length > 0) {
      joined.push(parts.join(' '));
      parts = [];
    }
    parts.push(trimmed(line, 0, line.length));
  }
  return [...joined, parts.join(' ')];
}

/**
 * A part of a line without the white space around it and the CR behind. Not trim(): a byte of a UTF-8 letter may be one
 * that Unicode has as a space.
 */
export function trimmed(line: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && isSpace(line.charCodeAt(from))) from++;
  while (to > from && (line.charCodeAt(to - 1) === CR || isSpace(line.charCodeAt(to - 1)))) to--;
  return line.slice(from, to);
}

const TAB = 9;
const CR = 13;
const SPACE = 32;
const isSpace = (code: number): boolean => code === SPACE || code === TAB;

const shown = (line: string): string => goQuotedBytes(line.slice(0, 100).trimEnd());
