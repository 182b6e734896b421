import { atob as decode, btoa as encode } from 'node:buffer';
import { WebError } from './web-error.js';

/** The globals `atob` and `btoa`: text with a byte per character. */
export const atob = (text: unknown): string => refusing(() => decode(String(text)), 'the text is not base64');

export const btoa = (text: unknown): string =>
  refusing(() => encode(String(text)), 'the text has characters above \\u00ff: encode it as UTF-8 first');

function refusing(work: () => string, why: string): string {
  try {
    return work();
  } catch {
    throw new WebError('InvalidCharacterError', why);
  }
}
