import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { errors } from '../base/errors/index.js';
import type { Bundle } from './bundle-types.js';

/** What the parser says about syntax that the bundler let through, at the user's own place. */
export function notCompiled({ map, source }: Bundle, error: unknown): unknown {
  const { message, loc } = error as { message: string; loc?: { line: number; column: number } };
  if (!(error instanceof SyntaxError) || loc === undefined) return error;
  const { source: file, line, column } = originalPositionFor(new TraceMap(map), loc);
  const place = file === null ? source.name : `${file}:${line}:${column + 1}`;
  return errors.scriptSyntax(`${place}: ${message.replace(/ \(\d+:\d+\)$/, '')}`, []);
}
