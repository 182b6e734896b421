import type { Terminal } from '../../base/host.js';
import { wrap } from '../../base/wrap.js';

/** One sentence below the other; on a terminal none breaks within a word. A file or a pipe gets a line for each. */
export const sentences = (words: readonly string[], { columns = Number.POSITIVE_INFINITY }: Terminal): string =>
  words
    .flatMap((word) => wrap(word, columns))
    .map((line) => `${line}\n`)
    .join('');
