import { generatorLines } from '../sections/generator.js';
import { thresholds } from '../sections/thresholds.js';
import type { Summary } from '../summary.js';
import { type Palette, paletteFor } from '../text/palette.js';
import { proseIn } from '../text/prose.js';
import { displayWidth, withoutColors } from '../text/width.js';
import { answered, answerRows } from './answers.js';
import { countRows } from './counts.js';
import { distributionRows, latencyRows } from './latency.js';
import { trendOf } from './parts.js';
import { type Step, stepRows } from './steps.js';

export interface OneLineStyle {
  readonly colors: boolean;
  /** Of the terminal; without a number sentences are not broken. */
  readonly columns?: number | undefined;
  /** None: it was one load all the time. */
  readonly steps: readonly Step[];
}

/** The end of a run without a script, as people know it from tools without scripts. */
export function renderOneLine(summary: Summary, { colors, columns, steps }: OneLineStyle): string {
  const palette = paletteFor({ colors });
  const { snapshot } = summary;
  const latency = trendOf(snapshot.metrics.get('http_req_duration')?.stats);
  const requests = snapshot.metrics.get('http_reqs');
  const whose = answered(requests) === 'some' ? 'Latency of all requests, also of those without an answer' : 'Latency';
  const measured = latency !== undefined && answered(requests) !== 'none';
  const blocks = [
    aligned(countRows(summary)),
    ...(measured ? [titled(whose, aligned(latencyRows(latency)), palette)] : []),
    ...(measured ? [titled('Distribution', aligned(distributionRows(latency, palette)), palette)] : []),
    titled('Answers', aligned(answerRows(requests, palette)), palette),
    ...(steps.length === 0 ? [] : [titled('Steps', aligned(stepRows(snapshot, steps)), palette)]),
    ...thresholds
      .text(summary, { mode: 'compact', palette, trendStats: [], timeUnit: '', runDurationMs: summary.runDurationMs })
      .map(({ lines }) => titled('Thresholds', lines, palette)),
    sentences(summary, palette, columns),
  ];
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map((line) => `  ${line}`).join('\n'));
  return `\n${shown.join('\n\n')}\n\n`;
}

const titled = (title: string, lines: readonly string[], { title: mark }: Palette): string[] =>
  lines.length === 0 ? [] : [mark(title), ...lines.map((line) => `  ${line}`)];

function sentences(summary: Summary, palette: Palette, columns: number | undefined): string[] {
  const lines = [
    ...generatorLines(summary.generators, palette).map((line, at) => (at === 0 ? `Generator ${line}` : line)),
    ...summary.notes,
  ];
  return columns === undefined ? lines : proseIn(lines, columns - 2);
}

/** The first column to the left, a last one with words or bars as it is, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const gap = ' '.repeat(widths[at]! - displayWidth(cell));
        return at === 0 || !/\d/.test(withoutColors(cell)) ? cell + gap : gap + cell;
      })
      .join('   ')
      .trimEnd(),
  );
}
