import type { Cookie } from '../../protocols/http/cookie.js';
import { CookieJar } from '../../protocols/http/cookie-jar.js';
import { GoError } from '../go-error.js';
import { parsed } from './url-template.js';

/** What scripts hold: `new http.CookieJar()` and `http.cookieJar()`. */
export class CookieJarObject {
  readonly #jar: CookieJar;

  constructor(jar?: unknown) {
    this.#jar = jar instanceof CookieJar ? jar : new CookieJar();
  }

  cookiesForURL(url: unknown): Record<string, string[]> {
    const values: Record<string, string[]> = {};
    for (const { name, value } of this.#jar.cookiesFor(parsed(String(url)))) (values[name] ??= []).push(value);
    return values;
  }

  set(url: unknown, name: unknown, value: unknown, options?: unknown): boolean {
    const cookie = { ...NO_ATTRIBUTES, ...attributesOf(options), name: String(name), value: String(value) };
    this.#jar.set(parsed(String(url)), [cookie]);
    return true;
  }

  delete(url: unknown, name: unknown): void {
    this.#jar.delete(parsed(String(url)), String(name));
  }

  clear(url: unknown): void {
    this.#jar.clear(parsed(String(url)));
  }

  /** The jar behind a script's object; undefined for anything else. */
  static behind(value: unknown): CookieJar | undefined {
    return typeof value === 'object' && value !== null && #jar in value ? value.#jar : undefined;
  }
}

const NO_ATTRIBUTES: Omit<Cookie, 'name' | 'value'> = {
  domain: '',
  path: '',
  httpOnly: false,
  secure: false,
  maxAge: 0,
  expiresMs: undefined,
};

function attributesOf(options: unknown): Partial<Cookie> {
  if (typeof options !== 'object' || options === null) return {};
  const { domain, path, expires, max_age, secure, http_only } = options as Record<string, unknown>;
  const maxAge = Number(max_age ?? 0);
  return {
    domain: String(domain ?? ''),
    path: String(path ?? ''),
    secure: Boolean(secure),
    httpOnly: Boolean(http_only),
    maxAge: Number.isFinite(maxAge) ? maxAge : 0,
    expiresMs: expires === undefined || expires === null || expires === '' ? undefined : expiryOf(String(expires)),
  };
}

function expiryOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new GoError(`unable to parse "expires" date string ${JSON.stringify(text)}`);
  return ms;
}
