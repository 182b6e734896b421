import type { Rows } from '../options/row.js';
import { fileRows } from '../options/table/files.js';

/** Options that runs of a comparison or a search take: not those of a summary's files, because they print none. */
export const roundRows = (rows: Rows): Rows =>
  Object.fromEntries(Object.entries(rows).filter(([key]) => !(key in fileRows) && key !== 'summaryExport'));
