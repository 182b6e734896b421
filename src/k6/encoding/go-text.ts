import { type Buffer, isUtf8 } from 'node:buffer';

/** Bytes as k6 makes text of them: each byte that belongs to no character is one U+FFFD, where browsers join some. */
export function goText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfCharacter(bytes[at]!);
    const character = bytes.subarray(at, at + length);
    const isWhole = character.length === length && isUtf8(character);
    text += isWhole ? character.toString('utf8') : '\ufffd';
    at += isWhole ? length : 1;
  }
  return text;
}

/** As its first byte says. */
function lengthOfCharacter(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
