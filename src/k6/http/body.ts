import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { GoError } from '../go-error.js';
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
  const bytes = bytesOf(body);
  if (bytes !== undefined) return raw(bytes);
  if (typeof body !== 'object' || Array.isArray(body))
    throw new RequestProblem(`unknown request body type ${goType(body)}`);
  const fields = body as Record<string, unknown>;
  if (Object.values(fields).some((value) => value instanceof FileData)) return multipart(fields, warn);
  return {
    bytes: Buffer.from(formEncode(fields, warn), 'utf8'),
    contentType: 'application/x-www-form-urlencoded',
  };
}

const raw = (bytes: Buffer): PackedBody => ({ bytes: bytes.length === 0 ? null : bytes, contentType: '' });

/** Throws a GoError for what is no content of a file: a misspelt variable must not go out as `undefined`. */
export function checkFileData(data: unknown): void {
  if (typeof data === 'string' || ArrayBuffer.isView(data)) return;
  if (data instanceof ArrayBuffer || data instanceof SharedArrayBuffer) return;
  throw new GoError(`invalid type ${goType(data)}, expected string, []byte or ArrayBuffer`);
}

/** The bytes behind an ArrayBuffer or a view of one; undefined for other values. A copy: the script may go on writing. */
export function bytesOf(value: unknown): Buffer | undefined {
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return Buffer.from(new Uint8Array(value));
  if (!ArrayBuffer.isView(value)) return undefined;
  return Buffer.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
}

function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (value === null || value === undefined) return '<nil>';
  return typeof value;
}

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
      part(`${name}; filename=${quote(value.filename || key)}\r\nContent-Type: ${value.content_type}`, content);
    } else {
      for (const text of valuesOf(value, key, warn)) part(name, Buffer.from(text, 'utf8'));
    }
  }
  parts.push(Buffer.from(`\r\n--${boundary}--\r\n`));
  return { bytes: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}
