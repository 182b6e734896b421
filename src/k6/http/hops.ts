import { cookiePair } from '../../protocols/http/cookie.js';
import type { Exchange, HttpRequest } from '../../protocols/http/exchange.js';
import { locationOf, mayCarryCredentials, redirectMethod, refererFor } from '../../protocols/http/redirect.js';
import { basicAuthorization } from '../../protocols/net/basic-authorization.js';
import { parseUrl, schemeOf, type Url, withoutUser } from '../../protocols/net/url.js';
import { HeaderMap } from './header-names.js';
import type { RequestCookie, RequestPlan } from './request-plan.js';

/** The first request of a plan. */
export function firstHop(plan: RequestPlan): HttpRequest {
  const { method, body, userAgent, responseType } = plan;
  // As in k6, whoever answers a digest is not named in the addresses of its samples.
  const url = plan.auth === 'digest' ? withoutUser(plan.url) : plan.url;
  const cookie = cookieHeader(plan, url, plan.cookies);
  const basic = url.username !== '' || url.password !== '';
  let { headers } = plan;
  if (cookie !== '' || basic) {
    headers = headers === null ? new HeaderMap() : headers.clone();
    addCookies(headers, cookie);
    // NTLM answers the server's challenge instead, and so does a digest.
    if (basic && plan.auth !== 'ntlm') authorize(headers, url);
  }
  return {
    method,
    url,
    host: plan.host === '' ? url.host : plan.host,
    userAgent,
    headers: headers === null ? null : headers.toWire(),
    body,
    keepBody: responseType !== 'none',
    head: undefined,
  };
}

/** The same request once more, with one header more. */
export function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  const headers = new HeaderMap(request.headers ?? undefined);
  headers.set(name, value);
  return { ...request, headers: headers.toWire(), head: undefined, fields: undefined };
}

const BODY_HEADERS = new Set(['Content-Type', 'Content-Encoding', 'Content-Language', 'Content-Location']);
const CREDENTIAL_HEADERS = new Set([
  'Authorization',
  'Www-Authenticate',
  'Cookie',
  'Cookie2',
  'Proxy-Authorization',
  'Proxy-Authenticate',
]);

/** The request that follows a redirect; undefined when the answer is none. Throws a UrlError for a bad Location. */
export function nextHop(plan: RequestPlan, { request, status }: Exchange, location: string): HttpRequest | undefined {
  const method = redirectMethod(status, request.method);
  if (method === undefined || location === '') return undefined;
  const { url: from } = request;
  // By itself first: what is wrong with it is told without what it is relative to.
  parseUrl(location);
  const url = parseUrl(locationOf(from, location));
  const keepsBody = status === 307 || status === 308;
  const headers = new HeaderMap();
  const carries = mayCarryCredentials(plan.url, url);
  for (let i = 0; request.headers !== null && i < request.headers.length; i += 2) {
    const name = request.headers[i]!;
    if (name === 'Referer' || name === 'Cookie') continue;
    if (!keepsBody && method !== request.method && BODY_HEADERS.has(name)) continue;
    if (carries || !CREDENTIAL_HEADERS.has(name)) headers.add(name, request.headers[i + 1]!);
  }
  const referer = plan.headers?.get('Referer') ?? refererFor(from, url);
  if (referer !== '') headers.set('Referer', referer);
  addCookies(headers, cookieHeader(plan, url, plan.cookies));
  if ((url.username !== '' || url.password !== '') && headers.get('Authorization') === undefined)
    authorize(headers, url);
  const relative = schemeOf(location) === undefined && !location.startsWith('//');
  const host = relative && request.host !== from.host ? request.host : url.host;
  return {
    ...request,
    method,
    url,
    host,
    body: keepsBody ? request.body : null,
    headers: headers.toWire(),
    head: undefined,
    fields: undefined,
  };
}

/** The request's own cookies first, then the jar's, except those the request replaces. */
function cookieHeader({ jar }: RequestPlan, url: Url, own: readonly RequestCookie[]): string {
  const stored = jar.empty ? [] : jar.cookiesFor(url);
  if (own.length === 0 && stored.length === 0) return '';
  const replaced = new Set(own.filter(({ replace }) => replace).map(({ name }) => name));
  return [...own, ...stored.filter(({ name }) => !replaced.has(name))]
    .map(({ name, value }) => cookiePair(name, value))
    .join('; ');
}

function addCookies(headers: HeaderMap, cookie: string): void {
  if (cookie === '') return;
  const given = headers.get('Cookie');
  headers.set('Cookie', given === undefined ? cookie : `${given}; ${cookie}`);
}

function authorize(headers: HeaderMap, { username, password }: Url): void {
  if (headers.get('Authorization') !== undefined) return;
  headers.set('Authorization', basicAuthorization(username, password));
}
