import { readFlags } from '../options/flag-reader.js';
import { flagOf } from '../options/names.js';
import type { Rows } from '../options/row.js';
import { anyRows } from '../options/table.js';

/** What was given besides a command's own flags, written so that `run` reads the same. */
export function flagsBesides(ownRows: Rows, argv: readonly string[]): string[] {
  const rows: Rows = { ...anyRows, ...ownRows };
  return [...readFlags(argv, rows).given]
    .filter(([key]) => !(key in ownRows))
    .flatMap(([key, { texts }]) => texts.map((given) => `--${flagOf(key, rows[key]!)}=${given}`));
}
