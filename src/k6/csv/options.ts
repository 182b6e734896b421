import { Buffer } from 'node:buffer';
import { GoError } from '../go-error.js';

/** What a script says of its file. Records are counted from 0, whatever lines they stand on. */
export interface CsvOptions {
  readonly delimiter: string;
  readonly skipFirstLine: boolean;
  readonly fromLine: number;
  /** The last one; 0 is none. */
  readonly toLine: number;
  readonly asObjects: boolean;
}

/** Reads them as k6 does: what is given counts, also when it is null. `complaint` begins the message of what is wrong. */
export function readOptions(given: unknown, complaint: string): CsvOptions {
  if (given === null) throw new TypeError('Cannot convert undefined or null to object');
  const has = (name: keyof CsvOptions): boolean => name in (Object(given) as object);
  const value = (name: keyof CsvOptions): unknown => (given as Record<string, unknown>)[name];
  const number = (name: keyof CsvOptions): number => (has(name) ? Math.trunc(Number(value(name))) || 0 : 0);
  const options = {
    delimiter: has('delimiter') ? String(value('delimiter')) : ',',
    skipFirstLine: has('skipFirstLine') && Boolean(value('skipFirstLine')),
    fromLine: number('fromLine'),
    toLine: number('toLine'),
    asObjects: has('asObjects') && Boolean(value('asObjects')),
  };
  if (Buffer.byteLength(options.delimiter) !== 1) throw wrong(complaint, 'delimiter must be a single character');
  if (has('fromLine') && has('toLine') && options.fromLine >= options.toLine && options.fromLine >= 0) {
    throw wrong(complaint, 'fromLine must be less than or equal to toLine');
  }
  return options;
}

const wrong = (complaint: string, reason: string): GoError => new GoError(`${complaint}; reason: ${reason}`);

/** What cannot be done; undefined when all of it can. */
export function contradiction({
  delimiter,
  skipFirstLine,
  fromLine,
  toLine,
  asObjects,
}: CsvOptions): string | undefined {
  if (fromLine < 0) return `the 'fromLine' option must be greater than or equal to 0; got ${fromLine}`;
  if (toLine < 0) return `the 'toLine' option must be greater than or equal to 0; got ${toLine}`;
  if (asObjects && skipFirstLine) return "the 'header' option cannot be enabled when 'skipFirstLine' is true";
  if (asObjects && fromLine > 0) {
    return "the 'header' option cannot be enabled when 'fromLine' is set to a value greater than 0";
  }
  return /["\r\n]/.test(delimiter) ? 'csv: invalid field or comment delimiter' : undefined;
}
