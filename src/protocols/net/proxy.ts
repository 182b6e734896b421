import { Buffer } from 'node:buffer';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { type HttpUrl, parseUrl } from './url.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which proxy a request goes through, from HTTP_PROXY, HTTPS_PROXY and NO_PROXY, with Go's rules. */
export class ProxyRules {
  readonly #http: HttpUrl | null;
  readonly #https: HttpUrl | null;
  readonly #exceptions: readonly string[];

  constructor(env: Environment) {
    // A CGI program gets HTTP_PROXY from the request's Proxy header; it must not be believed there.
    this.#http = env.REQUEST_METHOD ? null : proxyUrl(env.HTTP_PROXY || env.http_proxy);
    this.#https = proxyUrl(env.HTTPS_PROXY || env.https_proxy);
    this.#exceptions = (env.NO_PROXY || env.no_proxy || '')
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== '');
  }

  for(url: HttpUrl): HttpUrl | null {
    const proxy = url.scheme === 'https' ? this.#https : this.#http;
    return proxy && !this.#isDirect(url) ? proxy : null;
  }

  #isDirect({ hostname, port }: HttpUrl): boolean {
    const name = hostname.toLowerCase();
    if (name === 'localhost' || /^127\./.test(name) || name === '::1') return true;
    return this.#exceptions.some((rule) => matches(rule, name, port));
  }
}

/** The Proxy-Authorization header for a proxy whose URL has user information; empty without. */
export function credentials({ username, password }: HttpUrl): string {
  if (username === '' && password === '') return '';
  return `Proxy-Authorization: Basic ${Buffer.from(`${username}:${password}`).toString('base64')}\r\n`;
}

function proxyUrl(text: string | undefined): HttpUrl | null {
  if (!text) return null;
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  return url.port === 0 ? { ...url, port: 80 } : url;
}

function matches(rule: string, name: string, port: number): boolean {
  if (rule === '*') return true;
  if (rule.includes('/')) return inSubnet(rule, name);
  const colon = isIPv6(rule) ? -1 : rule.lastIndexOf(':');
  if (colon > 0 && Number(rule.slice(colon + 1)) !== port) return false;
  const host = (colon > 0 ? rule.slice(0, colon) : rule).replace(/^\[|\]$/g, '').replace(/^\*(?=\.)/, '');
  // `.example.com` is for its subdomains, `example.com` for itself and them.
  return host.startsWith('.') ? name.endsWith(host) : name === host || name.endsWith(`.${host}`);
}

function inSubnet(rule: string, name: string): boolean {
  const [address = '', bits = ''] = rule.split('/');
  const family = isIP(address);
  if (family === 0 || isIP(name) !== family) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  return list.check(name, family === 6 ? 'ipv6' : 'ipv4');
}
