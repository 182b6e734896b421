import { isIP } from 'node:net';
import { epochMs } from '../../base/clock.js';
import { pathOf, type Url } from '../net/url.js';
import type { Cookie } from './cookie.js';

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly hostOnly: boolean;
  readonly secure: boolean;
  /** Infinity for a session cookie. */
  readonly expiresMs: number;
  readonly order: number;
}

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

const NONE: readonly NameValue[] = [];

/** The cookies of one VU (RFC 6265, without a list of public suffixes, as in k6). */
export class CookieJar {
  readonly #byDomain = new Map<string, Map<string, Entry>>();
  #made = 0;

  get empty(): boolean {
    return this.#byDomain.size === 0;
  }

  /** What goes out to a URL: longest paths first, then the oldest. */
  cookiesFor(url: Url): readonly NameValue[] {
    if (this.#byDomain.size === 0) return NONE;
    const host = canonicalHost(url);
    const path = pathOf(url);
    const nowMs = epochMs();
    const found: Entry[] = [];
    for (const domain of domainsOf(host)) {
      const entries = this.#byDomain.get(domain);
      if (entries === undefined) continue;
      for (const [id, entry] of entries) {
        if (entry.expiresMs <= nowMs) this.#drop(domain, id);
        else if (matches(entry, host, path, url.scheme === 'https')) found.push(entry);
      }
    }
    return found.sort((a, b) => b.path.length - a.path.length || a.order - b.order);
  }

  /** Takes cookies that a URL's response has set, or that a script sets for it. */
  set(url: Url, cookies: readonly Cookie[]): void {
    if (url.scheme !== 'http' && url.scheme !== 'https') return;
    for (const cookie of cookies) this.#setOne(url, cookie);
  }

  /** As k6's: a cookie that was set for this place without saying more, and no other of the name. */
  delete(url: Url, name: string): void {
    this.#drop(canonicalHost(url), idOf(defaultPath(pathOf(url)), name));
  }

  clear(url: Url): void {
    for (const { name } of this.cookiesFor(url)) this.delete(url, name);
  }

  #setOne(url: Url, cookie: Cookie): void {
    const host = canonicalHost(url);
    const domain = domainFor(host, cookie.domain);
    if (domain === undefined) return;
    const path = cookie.path.startsWith('/') ? cookie.path : defaultPath(pathOf(url));
    const id = idOf(path, cookie.name);
    const nowMs = epochMs();
    const expiresMs = cookie.maxAge > 0 ? nowMs + cookie.maxAge * 1000 : (cookie.expiresMs ?? Number.POSITIVE_INFINITY);
    if (cookie.maxAge < 0 || expiresMs <= nowMs) {
      this.#drop(domain, id);
      return;
    }
    let entries = this.#byDomain.get(domain);
    if (entries === undefined) this.#byDomain.set(domain, (entries = new Map()));
    entries.set(id, {
      name: cookie.name,
      value: cookie.value,
      domain,
      path,
      hostOnly: cookie.domain === '' || isIP(host) !== 0,
      secure: cookie.secure,
      expiresMs,
      order: entries.get(id)?.order ?? this.#made++,
    });
  }

  #drop(domain: string, id: string): void {
    const entries = this.#byDomain.get(domain);
    entries?.delete(id);
    if (entries?.size === 0) this.#byDomain.delete(domain);
  }
}

/** Of one domain's cookies. */
const idOf = (path: string, name: string): string => `${path};${name}`;

const canonicalHost = ({ hostname }: Url): string => hostname.toLowerCase().replace(/\.$/, '');

/** A host and the domains above it: where its cookies can be. */
function* domainsOf(host: string): Generator<string> {
  yield host;
  if (isIP(host) !== 0) return;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) yield host.slice(dot + 1);
}

function matches({ domain, hostOnly, path, secure }: Entry, host: string, wanted: string, isHttps: boolean): boolean {
  if (secure && !isHttps) return false;
  if (hostOnly && domain !== host) return false;
  if (wanted === path) return true;
  return wanted.startsWith(path) && (path.endsWith('/') || wanted[path.length] === '/');
}

/** The domain a cookie is for; undefined when the host may not set it. */
function domainFor(host: string, attribute: string): string | undefined {
  if (attribute === '') return host;
  const domain = attribute.toLowerCase().replace(/^\./, '');
  if (domain === host) return host;
  if (domain === '' || domain.endsWith('.') || isIP(host) !== 0) return undefined;
  return host.endsWith(`.${domain}`) ? domain : undefined;
}

const defaultPath = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
