import { detailSections, type Section, totalSection } from '../sections.js';
import type { Summary } from '../summary.js';
import { renderChecks } from './checks.js';
import { nameWidthOf } from './columns.js';
import { renderGenerators } from './generator.js';
import { blocksOf, type Mode, renderBlocks } from './metrics.js';
import { type Palette, paletteFor } from './palette.js';
import type { RowStyle } from './rows.js';
import { renderTargets } from './target.js';
import { renderThresholds } from './thresholds.js';
import type { TimeUnit } from './values.js';

export interface SummaryTextOptions {
  readonly mode: Mode;
  readonly trendStats: readonly string[];
  readonly timeUnit: TimeUnit;
  readonly colors: boolean;
}

/** The end-of-test text, with the empty lines that set it off from what stands around it. */
export function renderSummary(summary: Summary, options: SummaryTextOptions): string {
  const palette = paletteFor(options);
  const style: RowStyle = { ...options, runDurationMs: summary.runDurationMs };
  const sections = [totalSection(summary), ...(options.mode === 'full' ? detailSections(summary) : [])];
  const nameWidth = Math.max(...sections.map((section) => widestName(section, options.mode, style)));
  const parts = [
    part('THRESHOLDS', renderThresholds(summary, options.timeUnit, palette), palette),
    ...sections.map((section) =>
      part(section.title, sectionLines(section, nameWidth, options.mode, style, palette), palette),
    ),
    part('TARGET', renderTargets(summary.targets), palette),
    part('GENERATOR', renderGenerators(summary.generators, palette), palette),
    part(
      'NOTES',
      summary.notes.map((note) => `- ${note}`),
      palette,
    ),
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `\n\n${texts.join('\n\n\n')}\n\n\n\n`;
}

/** A heading and what it is about, without empty lines at the end; nothing when there is nothing to tell. */
function part(title: string, lines: readonly string[], palette: Palette): string[] {
  const isTotal = title === 'TOTAL RESULTS';
  if (lines.length === 0 && !isTotal) return [];
  const body = indented(withoutEnd(lines), '    ');
  return [`  ${palette.title(`█ ${title}`)} `, ...(body.length === 0 ? [] : ['', ...body])];
}

function sectionLines(section: Section, nameWidth: number, mode: Mode, style: RowStyle, palette: Palette): string[] {
  const checks = section.metrics.find(({ def }) => def.name === 'checks')?.stats;
  const totals = checks?.type === 'rate' ? checks : { passes: 0, total: 0 };
  const groups = section.groups.flatMap((group) => [
    `${palette.title(`↳ GROUP: ${group.title}`)} `,
    '',
    ...indented(sectionLines(group, nameWidth, mode, style, palette), '  '),
  ]);
  return [
    ...renderChecks(section.checks, totals, style.runDurationMs, palette),
    ...renderBlocks(blocksOf(section, mode, style), nameWidth, palette),
    ...groups,
  ];
}

function widestName(section: Section, mode: Mode, style: RowStyle): number {
  const rows = blocksOf(section, mode, style).flatMap(({ rows }) => rows);
  return Math.max(nameWidthOf(rows), ...section.groups.map((group) => widestName(group, mode, style)));
}

const indented = (lines: readonly string[], by: string): string[] =>
  lines.map((line) => (line === '' ? '' : by + line));

function withoutEnd(lines: readonly string[]): string[] {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === '') end--;
  return lines.slice(0, end);
}
