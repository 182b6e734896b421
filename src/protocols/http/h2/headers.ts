import { type OutgoingHttpHeaders, sensitiveHeaders } from 'node:http2';
import type { HttpRequest } from '../exchange.js';

/** Headers that belong to an HTTP/1 connection; HTTP/2 forbids them. */
const CONNECTION_HEADERS = new Set(['connection', 'proxy-connection', 'transfer-encoding', 'upgrade', 'keep-alive']);

/** A request's head for HTTP/2, in Go's order. */
export function h2Headers({ method, url, host, headers, body, userAgent }: HttpRequest): OutgoingHttpHeaders {
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

const CODE_NAMES = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
] as const;

/** An HTTP/2 error code by its name in RFC 9113. */
export const h2CodeName = (code: number): string => CODE_NAMES[code] ?? `unknown error code 0x${code.toString(16)}`;

/** Reason phrases where Go and Node disagree. */
const GO_REASONS: Readonly<Record<number, string>> = {
  413: 'Request Entity Too Large',
  414: 'Request URI Too Long',
  416: 'Requested Range Not Satisfiable',
  418: "I'm a teapot",
  509: '',
};

export const goReason = (status: number, otherwise: string): string => GO_REASONS[status] ?? otherwise;
