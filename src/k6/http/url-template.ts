import { parseUrl, type Url, UrlError, withoutNames } from '../../protocols/net/url.js';
import { listOf } from '../list-of.js';
import { current } from '../suspension.js';
import { RequestProblem } from './request-problem.js';

/** What ``http.url`...` `` gives: the URL, and its template as the name under which its requests count. */
export class TemplateUrl {
  readonly #template = true;

  /** The instances that scripts hold have another prototype. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && #template in value && value.#template;
  }

  constructor(
    readonly name: string,
    readonly url: string,
    /** Without user information. */
    readonly clean_url: string,
  ) {}

  toString(): string {
    return this.url;
  }
}

/** The tag function ``http.url``; the values are replaced by `${}` in the name. */
export function urlTemplate(strings: readonly string[], ...values: unknown[]): TemplateUrl {
  const parts = listOf(strings).map(String);
  const url = parts.map((part, i) => part + (i < values.length ? String(values[i]) : '')).join('');
  // What is no URL fails here, and not where it is used.
  parsed(url);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: k6 names templates like this.
  return new TemplateUrl(parts.join('${}'), url, withoutNames(url));
}

const INVALID_URL = 1020;

/** The URL a script passed, read; `name` is empty unless it is a template. */
export function readUrlArgument(value: unknown): { readonly url: Url; readonly name: string } {
  if (typeof value === 'string') return { url: parsed(value), name: '' };
  if (value instanceof TemplateUrl) return { url: parsed(value.url), name: value.name };
  if (typeof value === 'object' && value !== null && printsItself(value)) {
    return { url: parsed(String(value)), name: '' };
  }
  throw new RequestProblem(`invalid URL: '#${goText(value)}'`, INVALID_URL);
}

/** URL objects of polyfills and strings in object form do. */
export const printsItself = (value: object): boolean =>
  !Array.isArray(value) && value.toString !== current.vu?.realm.intrinsics.Object.prototype.toString;

/** As Go prints what is no text. */
const goText = (value: unknown): string =>
  value === null || value === undefined ? '<nil>' : typeof value === 'object' ? 'map[]' : String(value);

export function parsed(text: string): Url {
  try {
    return parseUrl(text);
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    throw new RequestProblem(`invalid URL: parse ${JSON.stringify(text)}: ${error.message}`, INVALID_URL);
  }
}
