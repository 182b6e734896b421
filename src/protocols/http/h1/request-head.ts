import { proxyAuthorization } from '../../net/proxy.js';
import type { Url } from '../../net/url.js';
import { wireText } from '../bytes.js';
import type { HttpRequest } from '../exchange.js';
import { RecentRequests } from '../recent-requests.js';

/** The thread's own. */
export const recentHeads = new RecentRequests<string>();

/** How the connection decides some of the head. */
export interface HeadMode {
  /** The connection ends after this request and says so. */
  readonly close: boolean;
  /** A proxy that reads the request itself; undefined for a direct or tunnelled connection. */
  readonly proxy: Url | undefined;
}

/** The head of a request that may go out: it is remembered, and one that has a head is not looked at again. */
export function requestHead(request: HttpRequest, mode: HeadMode): string {
  if (mode.close || mode.proxy !== undefined) return makeHead(request, mode);
  if (request.head === undefined) {
    request.head = makeHead(request, mode);
    recentHeads.remember(request, request.head);
  }
  return request.head;
}

/** The text before the body, in Go's order: Host, User-Agent, Content-Length, then the rest by name. One character per byte. */
export function makeHead(request: HttpRequest, mode: HeadMode): string {
  const { method, url, body } = request;
  const { proxy } = mode;
  const target = proxy === undefined ? url.target : `http://${url.host}${url.target}`;
  let head = `${method || 'GET'} ${target} HTTP/1.1\r\nHost: ${request.host}\r\n`;
  if (request.userAgent !== '') head += `User-Agent: ${request.userAgent}\r\n`;
  if (body?.length === 0) return wireText(`${head}Transfer-Encoding: chunked\r\n${restOf(request, mode)}${NO_CHUNKS}`);
  if (body !== null || method === 'POST' || method === 'PUT' || method === 'PATCH') {
    head += `Content-Length: ${body === null ? 0 : body.length}\r\n`;
  }
  return wireText(head + restOf(request, mode));
}

/** Go sends an empty body as chunks, of which there are none. */
const NO_CHUNKS = '0\r\n\r\n';

function restOf({ headers }: HttpRequest, { close, proxy }: HeadMode): string {
  let rest = '';
  if (headers !== null) {
    for (let i = 0; i < headers.length; i += 2) rest += `${headers[i]}: ${headers[i + 1]}\r\n`;
  }
  if (proxy !== undefined) rest += proxyAuthorization(proxy);
  return rest + (close ? 'Connection: close\r\n\r\n' : '\r\n');
}
