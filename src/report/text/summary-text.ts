import type { TextPart } from '../section.js';
import { sections } from '../sections/index.js';
import type { Summary } from '../summary.js';
import { indented } from './indented.js';
import { type Palette, paletteFor } from './palette.js';
import { proseIn } from './prose.js';
import type { RowStyle } from './rows.js';
import type { Mode } from './scope-blocks.js';

export interface SummaryTextOptions extends Omit<RowStyle, 'runDurationMs'> {
  readonly mode: Mode;
  readonly colors: boolean;
  /** Of the terminal; without a number sentences are not broken. */
  readonly columns?: number | undefined;
}

/** The end-of-test text, with the empty lines that set it off from what stands around it. */
export function renderSummary(summary: Summary, { colors, columns, ...options }: SummaryTextOptions): string {
  const palette = paletteFor({ colors });
  const style = { ...options, palette, runDurationMs: summary.runDurationMs };
  const parts = sections.flatMap((section) => section.text(summary, style));
  return `\n\n${parts.map((part) => partText(part, palette, columns)).join('\n\n\n')}\n\n\n\n`;
}

const INDENT = '    ';

/** A heading and what it is about, without empty lines at the end. */
function partText({ title, lines, prose }: TextPart, palette: Palette, columns: number | undefined): string {
  const shown = prose && columns !== undefined ? proseIn(lines, columns - INDENT.length) : lines;
  const body = indented(withoutEnd(shown), INDENT);
  return [`  ${palette.title(`█ ${title}`)} `, ...(body.length === 0 ? [] : ['', ...body])].join('\n');
}

function withoutEnd(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, last + 1);
}
