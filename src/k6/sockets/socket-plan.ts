import type { TagSet } from '../../metrics/tags.js';
import { cookiePair } from '../../protocols/http/cookie.js';
import type { CookieJar } from '../../protocols/http/cookie-jar.js';
import { failures } from '../../protocols/net/failures.js';
import { parseUrl, type Url, UrlError } from '../../protocols/net/url.js';
import { UPGRADE_HEADERS, type UpgradeRequest } from '../../protocols/websocket/upgrade.js';
import type { VuContext } from '../context.js';
import { GoError } from '../go-error.js';
import { CookieJarObject } from '../http/cookie-jar-object.js';
import { HeaderMap } from '../http/header-names.js';
import { HttpVu } from '../http/http-vu.js';
import { tagsWith } from '../tag-values.js';

/** What a script asks of a connection, read. */
export interface SocketPlan {
  readonly url: string;
  headers: HeaderMap;
  jar: CookieJar;
  tags: TagSet;
  /** The request's own name; empty without one. */
  name: string;
  deflate: boolean;
}

export const planFor = (vu: VuContext, url: string): SocketPlan => ({
  url,
  headers: new HeaderMap(),
  jar: HttpVu.of(vu).jar,
  tags: vu.tags,
  name: '',
  deflate: false,
});

/** `place` begins what is said of tags that are none. */
export function readSocketParam(plan: SocketPlan, name: string, value: unknown, place: string): boolean {
  switch (name) {
    case 'headers':
      if (typeof value === 'object' && value !== null) {
        for (const [key, each] of Object.entries(value)) plan.headers.set(key, String(each));
      }
      return true;
    case 'tags':
      if (typeof value === 'object' && value !== null) readTags(plan, value, place);
      return true;
    case 'jar':
      plan.jar = CookieJarObject.behind(value) ?? plan.jar;
      return true;
    case 'compression':
      if (value !== 'deflate') {
        throw new GoError(`unsupported compression algorithm '${String(value)}', supported algorithm is 'deflate'`);
      }
      plan.deflate = true;
      return true;
    default:
      return false;
  }
}

function readTags(plan: SocketPlan, tags: object, place: string): void {
  try {
    plan.tags = tagsWith(plan.tags, tags);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`${place}: ${error.message}`);
  }
  const { name } = tags as { name?: unknown };
  if (name !== undefined && name !== null) plan.name = String(name);
}

/** The request that goes out, or why there is none. */
export function upgradeRequestOf(
  { url: given, headers, jar, deflate }: SocketPlan,
  ownAgent: string,
): UpgradeRequest | string {
  const url = httpUrlOf(given);
  if (typeof url === 'string') return url;
  const double = UPGRADE_HEADERS.find((name) => headers.get(name) !== undefined);
  if (double !== undefined) return `websocket: duplicate header not allowed: ${double}`;
  const wire = wireOf(headers);
  const cookie = cookiesFor(url, jar);
  // A header of this name stands alone, as in k6.
  if (cookie !== '' && headers.get('Cookie') === undefined) wire.push('Cookie', cookie);
  const host = headers.get('Host') ?? url.host;
  const userAgent = headers.get('User-Agent') ?? ownAgent;
  return { url, host, userAgent, headers: wire, deflate };
}

/** Those that have no place of their own in the request, in the spelling in which k6 sends them. */
function wireOf(headers: HeaderMap): string[] {
  const all = headers.toWire() ?? [];
  const wire: string[] = [];
  for (let i = 0; i < all.length; i += 2) {
    const name = all[i]!;
    if (name !== 'Host' && name !== 'User-Agent') wire.push(RFC_SPELLING[name] ?? name, all[i + 1]!);
  }
  return wire;
}

const RFC_SPELLING: Readonly<Record<string, string>> = { 'Sec-Websocket-Protocol': 'Sec-WebSocket-Protocol' };

const MALFORMED = 'malformed ws or wss URL';

/** The same place in the scheme of HTTP, which the upgrade begins with. */
function httpUrlOf(given: string): Url | string {
  try {
    const { scheme } = parseUrl(given);
    if (scheme !== 'ws' && scheme !== 'wss') return MALFORMED;
    const url = parseUrl(given.replace(/^ws/i, 'http'));
    if (url.username !== '' || url.password !== '') return MALFORMED;
    return url.hostname === '' ? failures.noSuchHost('').detail : url;
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    return `parse ${JSON.stringify(given)}: ${error.message}`;
  }
}

const cookiesFor = (url: Url, jar: CookieJar): string =>
  jar
    .cookiesFor(url)
    .map(({ name, value }) => cookiePair(name, value))
    .join('; ');
