import type { Palette } from './palette.js';
import { displayWidth, padTo } from './width.js';

/** One line of figures: a trend has named ones, the others a main figure with extras. */
export type ColumnRow = NamedRow | PlainRow;

interface NamedRow {
  readonly name: string;
  readonly named: readonly { readonly label: string; readonly value: string }[];
}
interface PlainRow {
  readonly name: string;
  readonly main: string;
  readonly extras: readonly string[];
}

/** How wide each column is; from all rows that are to stand under each other. */
export interface Columns {
  readonly named: readonly number[];
  readonly main: number;
  readonly extras: readonly number[];
}

/** The dots that are left at least between a name and its figures. */
const LEAST_DOTS = 3;

export function columnsOf(rows: readonly ColumnRow[]): Columns {
  const named: number[] = [];
  const extras: number[] = [];
  let main = 0;
  for (const row of rows) {
    if ('named' in row) {
      row.named.forEach(({ value }, at) => void (named[at] = Math.max(named[at] ?? 0, displayWidth(value))));
    } else {
      main = Math.max(main, displayWidth(row.main));
      row.extras.forEach((text, at) => void (extras[at] = Math.max(extras[at] ?? 0, displayWidth(text))));
    }
  }
  return { named, main, extras };
}

/** Width of the names' column, dots included. */
export const nameWidthOf = (rows: readonly ColumnRow[]): number =>
  rows.reduce((width, { name }) => Math.max(width, displayWidth(name)), 0) + LEAST_DOTS;

export function renderRow(row: ColumnRow, nameWidth: number, columns: Columns, palette: Palette): string {
  const name = `${row.name}${palette.faint('.'.repeat(Math.max(0, nameWidth - displayWidth(row.name))))}: `;
  return name + ('named' in row ? namedCells(row, columns, palette) : plainCells(row, columns, palette));
}

function namedCells({ named }: NamedRow, columns: Columns, palette: Palette): string {
  return named.map(({ label, value }, at) => `${label}=${padTo(palette.value(value), columns.named[at]!)}`).join(' ');
}

function plainCells({ main, extras }: PlainRow, columns: Columns, palette: Palette): string {
  // A single extra is the end of its line; several are columns of their own.
  const shown = extras.map((text, at) => padTo(palette.faint(text), extras.length > 1 ? columns.extras[at]! : 0));
  return [padTo(palette.value(main), columns.main), ...shown].join(' ');
}
