import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { types } from 'node:util';
import { bytesOf, GO_OBJECT, goType } from '../bytes.js';
import { FileData, formEncode, valuesOf } from './form.js';
import { RequestProblem } from './request-problem.js';

/** A body as bytes, and the Content-Type it brings along, if any. */
export interface PackedBody {
  readonly bytes: Buffer | null;
  readonly contentType: string;
}

const NO_BODY: PackedBody = { bytes: null, contentType: '' };

/** What a script passed as a body: text, bytes, or an object to be encoded as a form. */
export function packBody(body: unknown, warn: (message: string) => void): PackedBody {
  if (body === null || body === undefined) return NO_BODY;
  if (typeof body === 'string') return raw(Buffer.from(body, 'utf8'));
  if (typeof body === 'symbol') return raw(Buffer.from(body.description ?? '', 'utf8'));
  // A DataView is an object without fields to k6, and lists of anything but bytes have no order of bytes that it knows.
  const bytes = isBytes(body) ? bytesOf(body) : undefined;
  if (bytes !== undefined) return raw(bytes);
  const type = body instanceof FileData ? '*http.FileData' : goType(body);
  if (type !== GO_OBJECT) throw new RequestProblem(`unknown request body type ${type}`);
  const fields = body as Record<string, unknown>;
  if (Object.values(fields).some((value) => value instanceof FileData)) return multipart(fields, warn);
  return {
    bytes: Buffer.from(formEncode(fields, warn), 'utf8'),
    contentType: 'application/x-www-form-urlencoded',
  };
}

const isBytes = (body: unknown): boolean =>
  types.isAnyArrayBuffer(body) || types.isUint8Array(body) || types.isUint8ClampedArray(body);

const raw = (bytes: Buffer): PackedBody => ({ bytes, contentType: '' });

/** Methods that seldom have a body: Go sends an empty one as none. With the others it goes out as chunks, of which there are none. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'PROPFIND', 'SEARCH']);

/** What of a body goes out. */
export const sentBody = (method: string, body: Buffer | null): Buffer | null =>
  body !== null && body.length === 0 && BODILESS.has(method) ? null : body;

const QUOTED: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\r': '%0D', '\n': '%0A' };
const quote = (text: string): string => `"${text.replace(/[\\"\r\n]/g, (char) => QUOTED[char]!)}"`;

function multipart(fields: Record<string, unknown>, warn: (message: string) => void): PackedBody {
  const boundary = randomBytes(30).toString('hex');
  const parts: Buffer[] = [];
  const part = (headers: string, content: Buffer): void => {
    parts.push(Buffer.from(`${parts.length === 0 ? '' : '\r\n'}--${boundary}\r\n${headers}\r\n\r\n`, 'utf8'), content);
  };
  for (const [key, value] of Object.entries(fields)) {
    const name = `Content-Disposition: form-data; name=${quote(key)}`;
    if (value instanceof FileData) {
      const content = bytesOf(value.data) ?? Buffer.from(String(value.data), 'utf8');
      part(`${name}; filename=${quote(value.filename)}\r\nContent-Type: ${value.content_type}`, content);
    } else {
      for (const text of valuesOf(value, key, warn)) part(name, Buffer.from(text, 'utf8'));
    }
  }
  parts.push(Buffer.from(`\r\n--${boundary}--\r\n`));
  return { bytes: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}
