import { textOf } from '../bytes.js';
import type { ResponseHeaders } from '../exchange.js';
import { bodyLengthOf, checkTrailers, isChunked } from './framing.js';
import { goQuotedBytes } from './go-quoted.js';
import { HeadFault } from './head-fault.js';
import { trimmed, wellFormedLines } from './header-lines.js';

/** `length` counts bytes; CHUNKED and UNTIL_CLOSE say how else the end of a body is known. */
export const CHUNKED = -1;
export const UNTIL_CLOSE = -2;

/** The status line and headers of a response, read once. Equal heads may share one: nothing in it changes. */
export class ResponseHead implements ResponseHeaders {
  readonly status: number;
  /** The reason phrase only. */
  readonly reason: string;
  /** `HTTP/1.1`. */
  readonly proto: string;
  /** Length of the body in bytes, CHUNKED or UNTIL_CLOSE; what the status says about bodies is not in it. */
  readonly bodyLength: number;
  readonly contentEncoding: string;
  /** The server keeps the connection open after this response. */
  readonly persistent: boolean;
  readonly cookies: boolean;
  readonly #headers: string;
  #lines: readonly string[] | undefined;

  /** `text` has one character per byte and ends with its empty line. */
  constructor(readonly text: string) {
    const end = text.indexOf('\n');
    const [, proto, status, reason = ''] = checkStatusLine(text.slice(0, end));
    this.proto = proto!;
    this.status = Number(status);
    this.reason = textOf(reason);
    this.#headers = wellFormedLines(text.slice(end + 1));
    const facts = new Facts(this.#headers);
    const chunked = proto !== 'HTTP/1.0' && isChunked(facts.transferEncodings);
    this.bodyLength = chunked ? CHUNKED : bodyLengthOf(facts.lengths, UNTIL_CLOSE);
    if (chunked) for (const names of facts.trailers) checkTrailers(names);
    this.contentEncoding = facts.contentEncoding;
    this.persistent = !facts.close && (proto !== 'HTTP/1.0' || facts.keepAlive);
    this.cookies = facts.cookies;
  }

  get lines(): readonly string[] {
    this.#lines ??= linesOf(this.#headers);
    return this.#lines;
  }
}

const STATUS_LINE = /^(HTTP\/\d\.\d) +(\d{3})(?: (.*?))?\r?$/;

/** The parts of a first line without its LF: protocol, status, reason phrase. */
export function checkStatusLine(line: string): RegExpExecArray {
  const parts = STATUS_LINE.exec(line);
  if (parts !== null) return parts;
  // Go names the part that is wrong.
  const text = line.trimEnd();
  const [, proto = '', status = ''] = /^([^ ]+) +([^ ]*)/.exec(text) ?? [];
  if (proto === '') throw new HeadFault(`malformed HTTP response ${shown(text)}`);
  if (!/^\d{3}$/.test(status)) throw new HeadFault(`malformed HTTP status code ${shown(status)}`);
  throw new HeadFault(`malformed HTTP version ${shown(proto)}`);
}

const shown = (text: string): string => goQuotedBytes(text.slice(0, 100));

/** What a connection must know of headers; found in one pass that makes no strings for the others. */
class Facts {
  readonly lengths: string[] = [];
  readonly transferEncodings: string[] = [];
  readonly trailers: string[] = [];
  contentEncoding = '';
  close = false;
  keepAlive = false;
  cookies = false;

  constructor(headers: string) {
    let end = headers.indexOf('\n');
    for (let at = 0; end > at + 1; at = end + 1, end = headers.indexOf('\n', at)) {
      const colon = headers.indexOf(':', at);
      switch (colon - at) {
        case 'trailer'.length:
          if (isNamed(headers, at, 'trailer')) this.trailers.push(valueBehind(headers, colon, end));
          break;
        case 'connection'.length:
          if (isNamed(headers, at, 'connection')) this.#connection(valueBehind(headers, colon, end).toLowerCase());
          else if (isNamed(headers, at, 'set-cookie')) this.cookies = true;
          break;
        case 'content-length'.length:
          if (isNamed(headers, at, 'content-length')) this.lengths.push(valueBehind(headers, colon, end));
          break;
        case 'content-encoding'.length:
          if (isNamed(headers, at, 'content-encoding')) this.contentEncoding = valueBehind(headers, colon, end);
          break;
        case 'transfer-encoding'.length:
          if (isNamed(headers, at, 'transfer-encoding')) this.transferEncodings.push(valueBehind(headers, colon, end));
          break;
      }
    }
  }

  #connection(value: string): void {
    this.close ||= value.includes('close');
    this.keepAlive ||= value.includes('keep-alive');
  }
}

/** Whether a lower-case name stands at a place, in any case. */
function isNamed(headers: string, at: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = headers.charCodeAt(at + i);
    if (code !== name.charCodeAt(i) && (code | LOWER) !== name.charCodeAt(i)) return false;
  }
  return true;
}

/** The bit that makes a letter lower case. */
const LOWER = 0x20;

const valueBehind = (headers: string, colon: number, end: number): string => trimmed(headers, colon + 1, end);

function linesOf(headers: string): string[] {
  const lines: string[] = [];
  let end = headers.indexOf('\n');
  for (let at = 0; end > at + 1; at = end + 1, end = headers.indexOf('\n', at)) {
    const colon = headers.indexOf(':', at);
    lines.push(headers.slice(at, colon), valueBehind(headers, colon, end));
  }
  return lines;
}
