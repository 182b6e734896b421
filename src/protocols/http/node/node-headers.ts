import { type OutgoingHttpHeaders, sensitiveHeaders } from 'node:http2';
import type { HttpRequest } from '../exchange.js';
import { CONNECTION_HEADERS } from '../h2/request-fields.js';

/** A request's head as Node takes it, in Go's order. */
export function nodeHeaders({ method, url, host, headers, body, userAgent }: HttpRequest): OutgoingHttpHeaders {
  const wire: OutgoingHttpHeaders = {
    ':authority': host,
    ':method': method || 'GET',
    ':path': url.target,
    ':scheme': url.scheme,
    // Without this Node keeps some values out of the compression table, which costs bytes that k6 does not send.
    [sensitiveHeaders]: [],
  };
  for (let i = 0; headers !== null && i < headers.length; i += 2) {
    const name = headers[i]!.toLowerCase();
    if (!CONNECTION_HEADERS.has(name)) wire[name] = headers[i + 1]!;
  }
  if (body !== null) {
    if (body.length > 0) wire['content-length'] = String(body.length);
  } else if (method === 'POST' || method === 'PUT' || method === 'PATCH') {
    wire['content-length'] = '0';
  }
  if (userAgent !== '') wire['user-agent'] = userAgent;
  return wire;
}
