import type { MakeModule } from '../context.js';
import { parse } from './parse.js';
import { Parser } from './parser.js';

/** `k6/experimental/csv`: rows of files that `k6/experimental/fs` has opened. */
export const makeCsv: MakeModule = (vu) => ({
  parse: (file: unknown, options?: unknown) => parse(vu, file, options),
  Parser,
});
