import { textOf } from '../../protocols/http/bytes.js';
import type { ResponseHead } from '../../protocols/http/h1/response-head.js';
import { canonicalHeader } from '../http/header-names.js';

/** Values of one header of an answer, in the order they came. */
export const headerValuesOf = (head: ResponseHead, canonicalName: string): string[] =>
  headersOf(head)[canonicalName] ?? [];

/** All of them by their canonical names. */
export function headersOf({ lines }: ResponseHead): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null);
  for (let i = 0; i < lines.length; i += 2) {
    (headers[canonicalHeader(textOf(lines[i]!))] ??= []).push(textOf(lines[i + 1]!));
  }
  return headers;
}
