// Texts as Go's encoders write them: what reads k6's logs and its `inspect` line by line finds the same.

/** What Go's `strconv.Quote` leaves as it is, but for quotes and backslashes. */
const UNPRINTABLE = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;
/** Go's short forms. */
export const GO_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** In double quotes, with what does not show written as its number. */
export function goQuoted(text: string): string {
  return `"${text.replace(UNPRINTABLE, (character) => GO_ESCAPES[character] ?? numbered(character.codePointAt(0)!))}"`;
}

function numbered(code: number): string {
  // Half of a pair is no character.
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  const digits = code.toString(16);
  if (code < 0x80) return `\\x${digits.padStart(2, '0')}`;
  return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

/** JSON that may stand in HTML, of whole characters. */
export function goJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, whole, indent).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const whole = (_key: string, member: unknown): unknown =>
  typeof member === 'string' ? wholeCharacters(member) : member;

/** Half of a surrogate pair is no character. */
export const wholeCharacters = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
