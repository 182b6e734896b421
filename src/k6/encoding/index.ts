import { type Base64Form, base64Forms } from '../base64.js';
import { asBuffer, bufferFor, dataOf, textOf } from '../bytes.js';
import type { MakeModule } from '../context.js';
import { decodeBase64 } from './decode-base64.js';
import { goText } from './go-text.js';

/** `k6/encoding`. */
export const makeEncoding: MakeModule = () => ({ b64encode, b64decode });

function b64encode(input: unknown, encoding?: unknown): string {
  return base64Forms[formOf(encoding)](asBuffer(dataOf(input)));
}

/** An ArrayBuffer, or text when the format is `s`. */
function b64decode(input: unknown, encoding?: unknown, format?: unknown): ArrayBuffer | string {
  const bytes = decodeBase64(textOf(input), formOf(encoding));
  return format === 's' ? goText(bytes) : bufferFor(bytes);
}

/** k6 takes any other name for the usual form. */
const formOf = (encoding: unknown): Base64Form =>
  typeof encoding === 'string' && Object.hasOwn(base64Forms, encoding) ? (encoding as Base64Form) : 'std';
