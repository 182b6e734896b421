import { Buffer } from 'node:buffer';
import { domainToASCII } from 'node:url';
import type { Endpoint } from './endpoint.js';

/** A URL as the wire needs it, read with Go's rules: paths are escaped where needed, queries go out as they are. */
export interface Url extends Endpoint {
  /** The text as it was given. */
  readonly given: string;
  /** The whole text, normalised as Go prints it. */
  readonly href: string;
  readonly scheme: string;
  readonly username: string;
  readonly password: string;
  /** Without brackets and port; lower or upper case as written. */
  readonly hostname: string;
  /** What the Host header says: the port only where it was written. */
  readonly host: string;
  /** Path and query, never empty. */
  readonly target: string;
  /** Key of the connection pool. */
  readonly origin: string;
  /** The text with the user information masked; the value of the `url` and `name` tags. */
  readonly clean: string;
  /** The fragment with its `#`; it never goes out. */
  readonly fragment: string;
}

/** Thrown by parseUrl; the message is the reason as Go words it. */
export class UrlError extends Error {}

const CACHE_LIMIT = 1000;
const cache = new Map<string, Url>();

/** Reads a URL. Recent ones are remembered: load scripts use the same few all the time. */
export function parseUrl(text: string): Url {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const url = readUrl(text);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(text, url);
  return url;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROL = /[\x00-\x1f\x7f]/;

function readUrl(text: string): Url {
  if (CONTROL.test(text)) throw new UrlError('net/url: invalid control character in URL');
  const hash = text.indexOf('#');
  const fragment = hash < 0 || hash === text.length - 1 ? '' : text.slice(hash);
  const rest = hash < 0 ? text : text.slice(0, hash);
  const scheme = schemeOf(rest);
  if (scheme === undefined && rest.startsWith(':')) throw new UrlError('missing protocol scheme');
  if (scheme === undefined && /^[^/?]*:/.test(rest)) {
    throw new UrlError('first path segment in URL cannot contain colon');
  }
  if (scheme === undefined) return relative(text, rest);
  const afterScheme = rest.slice(scheme.length + 1);
  if (!afterScheme.startsWith('//')) return opaque(text, scheme.toLowerCase());
  const end = afterScheme.slice(2).search(/[/?]/);
  const authority = end < 0 ? afterScheme.slice(2) : afterScheme.slice(2, 2 + end);
  const target = end < 0 ? '/' : targetOf(afterScheme.slice(2 + end));
  // Shown as it was written: without a path where there is none.
  const shown = end < 0 ? '' : afterScheme[2 + end] === '?' ? target.slice(1) : target;
  return assemble(text, scheme.toLowerCase(), authority, target, shown, fragment);
}

/** What stands before the first colon, when that can be a scheme. */
export const schemeOf = (text: string): string | undefined => /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1];

/** The same address for nobody in particular. */
export const withoutUser = (url: Url): Url =>
  url.username === '' && url.password === '' ? url : parseUrl(url.href.replace(/^([^/]*\/\/)[^/?#]*@/, '$1'));

/** A text without the names and passwords in it. */
export const withoutNames = (text: string): string =>
  text.replace(/^([^/]*\/\/)([^/?#]*)@/, (_, start: string, user: string) => `${start}${maskOf(user)}@`);

const maskOf = (user: string): string => (user.includes(':') ? '****:****' : '****');

/** What goes out of a URL, without its query. */
export function pathOf({ target }: Url): string {
  const question = target.indexOf('?');
  return question < 0 ? target : target.slice(0, question);
}

function assemble(
  given: string,
  scheme: string,
  authority: string,
  target: string,
  shown: string,
  fragment: string,
): Url {
  const at = authority.lastIndexOf('@');
  const userinfo = at < 0 ? '' : authority.slice(0, at);
  const { host, hostname, port } = readHost(at < 0 ? authority : authority.slice(at + 1), scheme);
  const colon = userinfo.indexOf(':');
  const username = unescapeUser(colon < 0 ? userinfo : userinfo.slice(0, colon));
  const password = colon < 0 ? '' : unescapeUser(userinfo.slice(colon + 1));
  const empty = authority === '' && shown === '' ? `${scheme}:${fragment}` : undefined;
  const tail = shown + fragment;
  return {
    given,
    href: empty ?? `${scheme}://${at < 0 ? '' : `${userinfo}@`}${host}${tail}`,
    clean: empty ?? `${scheme}://${at < 0 ? '' : `${maskOf(userinfo)}@`}${host}${tail}`,
    scheme,
    username,
    password,
    hostname,
    port,
    secure: scheme === 'https',
    host,
    target,
    origin: `${scheme}://${hostname}:${port}`,
    fragment,
  };
}

function readHost(text: string, scheme: string): { host: string; hostname: string; port: number } {
  const bracket = text.startsWith('[') ? text.indexOf(']') : -1;
  if (text.startsWith('[') && bracket < 0) throw new UrlError("missing ']' in host");
  const colon = bracket >= 0 ? text.indexOf(':', bracket) : text.lastIndexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const portText = colon < 0 ? '' : text.slice(colon + 1);
  if (!/^\d*$/.test(portText)) throw new UrlError(`invalid port ":${portText}" after host`);
  const odd = /[^A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"%\u0080-\u{10ffff}]/u.exec(name);
  if (odd) throw new UrlError(`invalid character ${JSON.stringify(odd[0])} in host name`);
  // Of ASCII only the percent sign itself may be escaped in a name.
  const badEscape = /%(?:(?![0-9A-Fa-f]{2}).{0,2}|(?!25)[0-7].)/.exec(name);
  if (badEscape) throw new UrlError(`invalid URL escape ${JSON.stringify(badEscape[0])}`);
  const ascii = /[^\0-\x7f]/.test(name) ? domainToASCII(name) || name : name;
  const hostname = bracket >= 0 ? ascii.slice(1, -1) : ascii;
  const port = portText === '' ? (DEFAULT_PORTS[scheme] ?? 0) : Number(portText);
  return { host: portText === '' ? ascii : `${ascii}:${portText}`, hostname, port };
}

/** Path and query as they go out. An invalid path is escaped anew; a query is never touched. */
function targetOf(text: string): string {
  const question = text.indexOf('?');
  const path = question < 0 ? text : text.slice(0, question);
  const query = question < 0 ? '' : text.slice(question);
  const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(path);
  if (bad) throw new UrlError(`invalid URL escape ${JSON.stringify(bad[0])}`);
  const sound = /^[A-Za-z0-9\-._~!$&'()*+,;=:@/[\]%]*$/.test(path) ? path : escapePath(path);
  return (sound === '' ? '/' : sound) + query;
}

const escapePath = (path: string): string =>
  [...Buffer.from(unescapeBytes(path), 'latin1')]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9\-._~$&+,/:;=@]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

/** Percent escapes undone; one character per byte. */
const unescapeBytes = (text: string): string =>
  Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const unescapeUser = (text: string): string => Buffer.from(unescapeBytes(text), 'latin1').toString('utf8');

/** A text without a scheme parses, as in Go; the request on it fails later for its missing scheme. */
const relative = (text: string, rest: string): Url => ({
  ...opaque(text, ''),
  target: targetOf(rest.startsWith('/') ? rest : `/${rest}`),
});

const opaque = (text: string, scheme: string): Url => ({
  given: text,
  href: text,
  clean: text,
  scheme,
  username: '',
  password: '',
  hostname: '',
  port: 0,
  secure: false,
  host: '',
  target: '/',
  origin: '',
  fragment: '',
});
