import { isIP, isIPv6 } from 'node:net';
import { basicAuthorization } from './basic-authorization.js';
import { type Endpoint, withoutBrackets } from './endpoint.js';
import { ipRange, isInRange } from './ip-range.js';
import { parseUrl, type Url } from './url.js';

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** Which proxy a connection goes through, from HTTP_PROXY, HTTPS_PROXY and NO_PROXY, with Go's rules. */
export class ProxyRules {
  readonly #plain: Url | undefined;
  readonly #secure: Url | undefined;
  readonly #exceptions: readonly string[];

  constructor(env: EnvironmentVariables) {
    // A CGI program gets HTTP_PROXY from the request's Proxy header; it must not be believed there.
    this.#plain = env.REQUEST_METHOD ? undefined : proxyUrl(env.HTTP_PROXY || env.http_proxy);
    this.#secure = proxyUrl(env.HTTPS_PROXY || env.https_proxy);
    this.#exceptions = (env.NO_PROXY || env.no_proxy || '')
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== '');
  }

  for(endpoint: Endpoint): Url | undefined {
    const proxy = endpoint.secure ? this.#secure : this.#plain;
    return proxy && !this.#isDirect(endpoint) ? proxy : undefined;
  }

  #isDirect({ hostname, port }: Endpoint): boolean {
    const name = hostname.toLowerCase();
    if (name === 'localhost' || /^127\./.test(name) || name === '::1') return true;
    return this.#exceptions.some((rule) => matches(rule, name, port));
  }
}

/** The header line for a proxy whose URL has user information; empty without. */
export function proxyAuthorization({ username, password }: Url): string {
  if (username === '' && password === '') return '';
  return `Proxy-Authorization: ${basicAuthorization(username, password)}\r\n`;
}

function proxyUrl(text: string | undefined): Url | undefined {
  if (!text) return undefined;
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  return url.port === 0 ? { ...url, port: 80 } : url;
}

function matches(rule: string, name: string, port: number): boolean {
  if (rule === '*') return true;
  if (rule.includes('/')) return inSubnet(rule, name);
  const colon = isIPv6(rule) ? -1 : rule.lastIndexOf(':');
  if (colon > 0 && Number(rule.slice(colon + 1)) !== port) return false;
  const host = withoutBrackets(colon > 0 ? rule.slice(0, colon) : rule).replace(/^\*(?=\.)/, '');
  // `.example.com` is for its subdomains, `example.com` for itself and them.
  return host.startsWith('.') ? name.endsWith(host) : name === host || name.endsWith(`.${host}`);
}

function inSubnet(rule: string, name: string): boolean {
  const family = isIP(rule.slice(0, rule.indexOf('/')));
  return family !== 0 && isIP(name) === family && isInRange(name, ipRange(rule));
}
