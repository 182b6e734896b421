import { locationOf, removeDots } from '../../protocols/http/redirect.js';
import { parseUrl } from '../../protocols/net/url.js';

/** Where a link of a page leads. Unlike a redirect's, its target never takes over the page's fragment. */
export function linkFrom(pageUrl: string, address: string): string {
  return address === '' ? pageUrl : locationOf(parseUrl(pageUrl.replace(/#.*$/s, '')), address);
}

/** The parts of an address in a page, as the properties of its element show them. */
export interface AddressParts {
  readonly scheme: string;
  readonly username: string;
  readonly password: string;
  /** Without the port that the scheme has anyway. */
  readonly host: string;
  readonly authority: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
  readonly search: string;
  readonly hash: string;
}

const NO_PARTS: AddressParts = {
  scheme: '',
  username: '',
  password: '',
  host: '',
  authority: '',
  hostname: '',
  port: '',
  path: '',
  search: '',
  hash: '',
};

const ADDRESS = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:([^@/?#]*)@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };
const BAD_ESCAPE = /%(?![0-9a-f]{2})/i;

/** All of them empty for what is no address. */
export function partsOf(address: string): AddressParts {
  const match = ADDRESS.exec(address);
  if (match === null) return NO_PARTS;
  const [, scheme = '', user = '', host = '', path = '', query = '', fragment = ''] = match;
  const isNone = (scheme === '' && host === '' && /^[^/]*:/.test(path)) || /^\[[^\]]*$/.test(host);
  if (isNone || [user, host, path, fragment].some((part) => BAD_ESCAPE.test(part))) return NO_PARTS;
  const [, hostname = '', port = ''] = /^(.*?)(?::(\d*))?$/s.exec(host)!;
  const [username = '', password = ''] = user.split(/:(.*)/s);
  const isOpaque = scheme !== '' && host === '' && !path.startsWith('/');
  return {
    scheme: scheme.toLowerCase(),
    username: decoded(username),
    password: decoded(password),
    host: port === DEFAULT_PORTS[scheme.toLowerCase()] ? hostname : host,
    authority: host,
    hostname: hostname.replace(/^\[(.*)\]$/s, '$1'),
    port,
    path: path === '' || isOpaque ? '' : decoded(removeDots(path.startsWith('/') ? path : `/${path}`)),
    search: query === '' ? '' : `?${query}`,
    hash: fragment === '' ? '' : `#${decoded(fragment)}`,
  };
}

/** The same with what addresses may not have escaped; empty for what is none. The query stays as it is. */
export function wholeAddress(pageUrl: string, address: string): string {
  const [path = '', rest = ''] = address.split(/(?=[?#])(.*)/s);
  if (BAD_ESCAPE.test(path) || partsOf(address) === NO_PARTS) return '';
  const [query = '', fragment = ''] = rest.split(/(?=#)(.*)/s);
  try {
    return linkFrom(pageUrl, `${escaped(path)}${query}${escaped(fragment)}`);
  } catch {
    return '';
  }
}

const escaped = (text: string): string => text.replace(/[^!-~]+/g, (part) => encodeURIComponent(part));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
