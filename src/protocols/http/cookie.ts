import { isToken } from './token.js';

/** One Set-Cookie header, read. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  /** 0: not given; below 0: delete now. Seconds. */
  readonly maxAge: number;
  /** Since 1970; undefined when not given. */
  readonly expiresMs: number | undefined;
}

/** Reads a Set-Cookie header; undefined when it names no cookie. */
export function parseSetCookie(text: string): Cookie | undefined {
  const [pair = '', ...attributes] = text.split(';');
  const equals = pair.indexOf('=');
  if (equals < 0) return undefined;
  const name = pair.slice(0, equals).trim();
  if (!isToken(name)) return undefined;
  const value = unquote(pair.slice(equals + 1).trim());
  // Octets that Go does not allow in a value make the whole cookie void.
  if (/[^\x20-\x7e]|[";\\]/.test(value)) return undefined;
  const found = {
    domain: '',
    path: '',
    httpOnly: false,
    secure: false,
    maxAge: 0,
    expiresMs: undefined as number | undefined,
  };
  for (const attribute of attributes) readAttribute(attribute, found);
  return { name, value, ...found };
}

/** The cookies of a Cookie header; those whose names are no names are left out. */
export const parseCookieHeader = (header: string): { readonly name: string; readonly value: string }[] =>
  header.split(';').flatMap((pair) => {
    const [name, ...rest] = pair.trim().split('=');
    return isToken(name!) ? [{ name: name!, value: unquote(rest.join('=')) }] : [];
  });

function readAttribute(
  text: string,
  into: { -readonly [Key in keyof Omit<Cookie, 'name' | 'value'>]: Cookie[Key] },
): void {
  const equals = text.indexOf('=');
  const key = (equals < 0 ? text : text.slice(0, equals)).trim().toLowerCase();
  const value = equals < 0 ? '' : unquote(text.slice(equals + 1).trim());
  switch (key) {
    case 'domain':
      into.domain = value;
      break;
    case 'path':
      into.path = value;
      break;
    case 'httponly':
      into.httpOnly = true;
      break;
    case 'secure':
      into.secure = true;
      break;
    case 'max-age':
      if (/^-?\d+$/.test(value) && !/^-?0\d/.test(value)) into.maxAge = Number(value) <= 0 ? -1 : Number(value);
      break;
    case 'expires': {
      const ms = Date.parse(value.replaceAll('-', ' '));
      if (!Number.isNaN(ms)) into.expiresMs = ms;
      break;
    }
  }
}

const unquote = (text: string): string => (/^".*"$/.test(text) ? text.slice(1, -1) : text);

/** `name=value` for a Cookie header, with what may not stand there taken out. */
export function cookiePair(name: string, value: string): string {
  const clean = value.replace(/[^\x20-\x7e]|[";\\]/g, '');
  const quoted = /[ ,]/.test(clean) ? `"${clean}"` : clean;
  return `${name.replace(/[\r\n]/g, '-')}=${quoted}`;
}
