import type { Scope } from '../scopes.js';
import { BLOCK_TITLES, blockOf, isHidden } from './blocks.js';
import { type ColumnRow, columnsOf, renderRow } from './columns.js';
import type { Palette } from './palette.js';
import { type RowStyle, rowOf } from './rows.js';

export type Mode = 'compact' | 'full';

/** Lines of figures under a title such as HTTP. */
export interface TextBlock {
  readonly title: string;
  readonly rows: readonly ColumnRow[];
}

/** The blocks of a scope that have a line, in their order; a part's line comes after its metric's. */
export function blocksOf({ metrics }: Scope, mode: Mode, style: RowStyle): TextBlock[] {
  const shown = metrics.filter(({ def }) => !isHidden(def.name, mode));
  return BLOCK_TITLES.map((title) => ({
    title,
    rows: shown
      .filter(({ def }) => blockOf(def.name) === title)
      .flatMap(({ def, stats, parts }) => [
        rowOf(def.name, def, stats, style),
        ...parts.map((part) => rowOf(`  ${spaced(part.suffix)}`, def, part.stats, style)),
      ]),
  })).filter(({ rows }) => rows.length > 0);
}

/** Columns are common to all blocks of a scope. Each block's lines end with an empty one. */
export function renderBlocks(blocks: readonly TextBlock[], nameWidth: number, palette: Palette): string[] {
  const columns = columnsOf(blocks.flatMap(({ rows }) => rows));
  return blocks.flatMap(({ title, rows }) => [
    palette.title(title),
    ...rows.map((row) => renderRow(row, nameWidth, columns, palette)),
    '',
  ]);
}

/** `{scenario:a}` as `{ scenario:a }`. */
const spaced = (suffix: string): string => `{ ${suffix.slice(1, -1).trim()} }`;
