import { bufferOf, textOf } from '../../protocols/http/bytes.js';
import { parseCookieHeader, parseSetCookie } from '../../protocols/http/cookie.js';
import type { Exchange, HttpRequest } from '../../protocols/http/exchange.js';
import { isBodiless } from '../../protocols/http/statuses.js';
import { current } from '../suspension.js';
import { canonicalHeader } from './header-names.js';
import { ListsByName } from './lists-by-name.js';
import type { PreparedRequest } from './prepared-request.js';
import type { RequestPlan } from './request-plan.js';

/** The code of bodies that cannot be decompressed. */
const UNPACKABLE = 1701;

/** k6 shows this for a cookie without an expiry: what Go makes of its zero time in milliseconds. */
const NO_EXPIRY = -6_795_364_578_871;

export type ResponseField = (exchange: Exchange, plan: RequestPlan, prepared: PreparedRequest) => unknown;

/** What each field of a response is, worked out when a script reads it first. In k6's order. */
export const RESPONSE_FIELDS: Readonly<Record<string, ResponseField>> = {
  remote_ip: ({ remoteIp }) => remoteIp,
  remote_port: ({ remotePort }) => remotePort,
  // Of a request that failed before any redirect the text that was given, as in k6.
  url: ({ request: { url }, failure }, plan) => (failure !== null && url === plan.url ? url.given : url.href),
  status_text: ({ failure, status, reason }) =>
    failure === null && status !== 0 ? `${status}${reason === '' ? '' : ` ${reason}`}` : '',
  proto: ({ failure, proto }) => (failure === null ? proto : ''),
  headers: (exchange) => flat(headersOf(exchange)),
  cookies: (exchange) => cookiesOf(exchange),
  body: bodyOf,
  timings: (exchange) =>
    flat({
      duration: exchange.duration,
      blocked: exchange.blocked,
      looking_up: 0,
      connecting: exchange.connecting,
      tls_handshaking: exchange.tlsHandshaking,
      sending: exchange.sending,
      waiting: exchange.waiting,
      receiving: exchange.receiving,
    }),
  tls_version: (exchange) => agreedIn(exchange)?.version ?? '',
  tls_cipher_suite: (exchange) => agreedIn(exchange)?.cipherSuite ?? '',
  ocsp: (exchange) => {
    const staple = agreedIn(exchange)?.ocsp;
    return {
      produced_at: staple?.producedAt ?? 0,
      this_update: staple?.thisUpdate ?? 0,
      next_update: staple?.nextUpdate ?? 0,
      revoked_at: staple?.revokedAt ?? 0,
      revocation_reason: staple?.revocationReason ?? '',
      status: staple?.status ?? '',
    };
  },
  request: (_exchange, _plan, prepared) => requestOf(prepared),
};

/** What the handshake has agreed on; a request that failed has none of it, whatever came of its answer. */
const agreedIn = ({ tls, failure }: Exchange): Exchange['tls'] => (failure === null ? tls : undefined);

/** The script's own, at a tenth of the price where all members are numbers and texts: most scripts read these. */
const flat = <T extends object>(members: T): T => current.vu!.realm.copyOf(members);

/** What is there of a request that was never made. k6's body is a list of no bytes. */
export const UNMADE: Readonly<Record<string, () => unknown>> = { url: () => '', body: () => [], request: () => null };

/** Values of one header of a response, in the order they came. */
export function headerValues({ headers: { lines } }: Exchange, canonicalName: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i]!;
    if (name.length !== canonicalName.length) continue;
    if (canonicalHeader(textOf(name)) === canonicalName) values.push(textOf(lines[i + 1]!));
  }
  return values;
}

/** Those of the script's concern: Go takes out what says where the body ends. */
function headersOf({ headers: { lines }, failure, proto }: Exchange): Record<string, string> {
  const headers = new Map<string, string>();
  if (failure !== null) return {};
  for (let i = 0; i < lines.length; i += 2) {
    const name = canonicalHeader(textOf(lines[i]!));
    const value = textOf(lines[i + 1]!);
    const before = headers.get(name);
    // A length may be said twice, but not differently.
    const once = before === undefined || name === 'Content-Length';
    headers.set(name, once ? value : `${before}, ${value}`);
  }
  const connection = proto === 'HTTP/1.1' ? headers.get('Connection') : undefined;
  if (connection !== undefined && /(^|,)\s*close\s*(,|$)/i.test(connection)) headers.delete('Connection');
  // To HTTP/2 it is a header like any other; and so is what is said of trailers where none can come.
  const inChunks = proto !== 'HTTP/2.0' && headers.delete('Transfer-Encoding') && proto !== 'HTTP/1.0';
  if (inChunks) headers.delete('Content-Length');
  if (inChunks || proto === 'HTTP/2.0') headers.delete('Trailer');
  return Object.fromEntries(headers);
}

function cookiesOf(exchange: Exchange): Record<string, unknown[]> {
  const cookies = new ListsByName<unknown>();
  if (exchange.failure !== null) return {};
  for (const text of headerValues(exchange, 'Set-Cookie')) {
    const cookie = parseSetCookie(text);
    if (cookie === undefined) continue;
    cookies.add(cookie.name, {
      name: cookie.name,
      value: cookie.value,
      domain: cookie.domain,
      path: cookie.path,
      http_only: cookie.httpOnly,
      secure: cookie.secure,
      max_age: cookie.maxAge,
      expires: cookie.expiresMs ?? NO_EXPIRY,
    });
  }
  return cookies.toObject();
}

function bodyOf({ failure, body, status }: Exchange, { responseType }: RequestPlan): string | ArrayBuffer | null {
  if (responseType === 'none') return null;
  if (body === null && (status === 0 || isBodiless(status) || failure?.code === UNPACKABLE)) return null;
  if (responseType === 'text') return body === null ? '' : textOf(body);
  // A buffer of its own: what the socket read may hold more than this body.
  return body === null ? new ArrayBuffer(0) : new Uint8Array(bufferOf(body)).buffer;
}

/** The first request, as it was made from the script's call. */
function requestOf({ plan, first }: PreparedRequest): unknown {
  const cookie = cookieHeaderOf(first);
  return {
    method: plan.method,
    url: plan.url.href,
    headers: {
      'User-Agent': [plan.userAgent],
      ...(plan.host === '' ? {} : { Host: [plan.host] }),
      ...plan.headers?.toObject(),
      ...(cookie === '' ? {} : { Cookie: [cookie] }),
    },
    body: plan.given === null ? '' : plan.given.toString('utf8'),
    cookies: sentCookies(cookie),
  };
}

function cookieHeaderOf({ headers }: HttpRequest): string {
  const at = headers === null ? -1 : headers.indexOf('Cookie');
  return at < 0 || at % 2 === 1 ? '' : headers![at + 1]!;
}

/** All that went along: the script's and the jar's. */
function sentCookies(header: string): Record<string, unknown[]> {
  const cookies = new ListsByName<unknown>();
  for (const { name, value } of parseCookieHeader(header)) cookies.add(name, { name, value, replace: false });
  return cookies.toObject();
}
