import type { HeaderField } from '../../h2/hpack/header-field.js';
import { knownField } from '../../h2/hpack/known-fields.js';
import { wireText } from '../bytes.js';
import type { HttpRequest } from '../exchange.js';
import { RecentRequests } from '../recent-requests.js';

/** The thread's own. */
export const recentFields = new RecentRequests<readonly HeaderField[]>();

/** Headers that belong to an HTTP/1 connection; HTTP/2 forbids them. */
export const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'keep-alive',
]);

/** A request's head for HTTP/2, in Go's order; made once for requests that go out many times. */
export function requestFields(request: HttpRequest): readonly HeaderField[] {
  if (request.fields === undefined) {
    request.fields = makeFields(request);
    recentFields.remember(request, request.fields);
  }
  return request.fields;
}

function makeFields({ method, url, host, headers, body, userAgent }: HttpRequest): HeaderField[] {
  const fields = [
    knownField(':authority', wireText(host)),
    knownField(':method', method || 'GET'),
    knownField(':path', wireText(url.target)),
    knownField(':scheme', url.scheme),
  ];
  for (let i = 0; headers !== null && i < headers.length; i += 2) {
    const name = headers[i]!.toLowerCase();
    if (name === 'cookie') addCookies(fields, headers[i + 1]!);
    else if (!CONNECTION_HEADERS.has(name)) fields.push(knownField(name, wireText(headers[i + 1]!)));
  }
  if (body !== null) {
    if (body.length > 0) fields.push(knownField('content-length', String(body.length)));
  } else if (method === 'POST' || method === 'PUT' || method === 'PATCH') {
    fields.push(knownField('content-length', '0'));
  }
  if (userAgent !== '') fields.push(knownField('user-agent', wireText(userAgent)));
  return fields;
}

/** Each cookie is a field, so that the table keeps those that stay. */
function addCookies(fields: HeaderField[], cookies: string): void {
  for (const cookie of wireText(cookies).split(/; */)) if (cookie !== '') fields.push(knownField('cookie', cookie));
}
