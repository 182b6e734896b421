import { Buffer } from 'node:buffer';
import type { Logger } from '../../base/log.js';
import { textOf } from '../../protocols/http/bytes.js';
import type { Exchange, HttpRequest } from '../../protocols/http/exchange.js';
import { makeHead } from '../../protocols/http/h1/request-head.js';
import { canonicalHeader } from './header-names.js';

export type DebugLevel = 'headers' | 'full';

/** `--http-debug`: a request as it goes out. */
export function debugRequest(log: Logger, request: HttpRequest, level: DebugLevel): void {
  const head = Buffer.from(makeHead(request, { close: false, proxy: undefined }), 'latin1').toString('utf8');
  const body = level === 'full' && request.body !== null ? request.body.toString('utf8') : '';
  log.info(`Request:\n${head}${body}\n`);
}

/** And its response, or what went wrong. */
export function debugResponse(log: Logger, exchange: Exchange, level: DebugLevel): void {
  const { failure, proto, status, reason, headers } = exchange;
  if (failure !== null) {
    log.info(`Response: none, ${failure.text}`);
    return;
  }
  const lines = [`${proto} ${status} ${reason}`];
  for (let i = 0; i < headers.lines.length; i += 2) {
    lines.push(`${canonicalHeader(textOf(headers.lines[i]!))}: ${textOf(headers.lines[i + 1]!)}`);
  }
  const body = level === 'full' && exchange.body !== null ? textOf(exchange.body) : '';
  log.info(`Response:\n${lines.join('\r\n')}\r\n\r\n${body}\n`);
}
