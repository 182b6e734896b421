import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseGoDuration } from '../base/duration.js';
import { errors } from '../base/errors/index.js';

/** Reads one setting of an output from its text. */
export type ReadSetting<Value> = (output: string, key: string, text: string) => Value;

/** Milliseconds, above 0. */
export const durationSetting: ReadSetting<number> = (output, key, text) => {
  const ms = parseGoDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  throw errors.badOutputSetting(output, key, text, 'must be a duration above 0, such as 500ms');
};

/** A whole number above 0. */
export const countSetting: ReadSetting<number> = (output, key, text) => {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw errors.badOutputSetting(output, key, text, 'must be a whole number above 0');
};

const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/** As Go reads them; undefined when the text is none. */
export function parseGoBoolean(text: string): boolean | undefined {
  return TRUE.includes(text) || (FALSE.includes(text) ? false : undefined);
}

export const booleanSetting: ReadSetting<boolean> = (output, key, text) => {
  const value = parseGoBoolean(text);
  if (value !== undefined) return value;
  throw errors.badOutputSetting(output, key, text, 'must be true or false');
};

/** Parts between commas; empty ones count for nothing. */
export const listSetting = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const urlSetting: ReadSetting<URL> = (output, key, text) => urlOf(output, key, text, ['http', 'https']);

/** A URL with one of these schemes. */
export function urlOf(output: string, key: string, text: string, schemes: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && url.hostname !== '' && schemes.includes(url.protocol.slice(0, -1))) return url;
  const begins = schemes.map((scheme) => `${scheme}://`).join(' or ');
  throw errors.badOutputSetting(output, key, text, `must be a URL that begins with ${begins}`);
}

/** The text of a file that a setting names; undefined when it names none. */
export async function fileSetting(output: string, key: string, path: string, cwd: string): Promise<string | undefined> {
  if (path === '') return undefined;
  try {
    return await readFile(resolve(cwd, path), 'utf8');
  } catch {
    throw errors.badOutputSetting(output, key, path, 'must be a file that can be read');
  }
}
