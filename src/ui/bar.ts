import type { Palette } from '../report/text/palette.js';

const MOST_CELLS = 38;
/** A shorter bar says less than a number. */
const LEAST_CELLS = 8;

/** `[===>----]` in the given columns; `[  50% ]` when they are too few, or none are known. */
export function renderBar(fraction: number, columns: number | undefined, palette: Palette): string {
  const cells = Math.min(MOST_CELLS, (columns ?? 0) - 2);
  if (cells < LEAST_CELLS) return `[ ${String(Math.round(fraction * 100)).padStart(3)}% ]`;
  const filled = Math.floor(fraction * cells + 1e-9);
  if (filled >= cells) return `[${palette.value('='.repeat(cells))}]`;
  const done = filled === 0 ? '' : `${'='.repeat(filled - 1)}>`;
  return `[${palette.value(done)}${palette.faint('-'.repeat(cells - filled))}]`;
}
