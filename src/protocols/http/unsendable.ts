import type { HttpRequest } from './exchange.js';
import { isToken } from './token.js';

/** Why Go would refuse to send a request at all; undefined when it would not. */
export function unsendable({ method, url, host, userAgent, headers }: HttpRequest): string | undefined {
  if (url.scheme !== 'http' && url.scheme !== 'https')
    return `unsupported protocol scheme ${JSON.stringify(url.scheme)}`;
  if (url.hostname === '') return 'http: no Host in request URL';
  if (!USUAL_METHODS.has(method) && !isToken(method)) return `net/http: invalid method ${JSON.stringify(method)}`;
  if (host !== url.host && BAD_VALUE.test(host)) return 'http: invalid Host header';
  if (BAD_VALUE.test(userAgent)) return badValueOf('User-Agent');
  return headers === null ? undefined : badHeader(headers);
}

const USUAL_METHODS = new Set(['', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const BAD_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;

const badValueOf = (name: string): string => `net/http: invalid header field value for ${JSON.stringify(name)}`;

function badHeader(headers: readonly string[]): string | undefined {
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!;
    if (!isToken(name)) return `net/http: invalid header field name ${JSON.stringify(name)}`;
    if (BAD_VALUE.test(headers[i + 1]!)) return badValueOf(name);
  }
  return undefined;
}
