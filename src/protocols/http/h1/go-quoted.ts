import { Buffer } from 'node:buffer';
import { GO_ESCAPES } from '../../../base/go-text.js';

/** Bytes of a head, one character each, as Go quotes them: letters of UTF-8 stay, other bytes become `\xff`. */
export function goQuotedBytes(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  const decoded = bytes.toString('utf8');
  const letters = decoded.includes('\ufffd') ? text.replace(/[\x80-\xff]/g, escaped) : decoded;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  return `"${letters.replace(/[\x00-\x1f"\x7f]|\\(?!x[89a-f])/g, (char) => GO_ESCAPES[char] ?? escaped(char))}"`;
}

const escaped = (char: string): string => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
