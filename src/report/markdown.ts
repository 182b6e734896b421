import type { Verdict } from '../thresholds/types.js';
import { worstFinding } from './generator/judge.js';
import { type Section, totalSection } from './sections.js';
import type { Summary } from './summary.js';
import { BLOCK_TITLES, blockOf, isHidden } from './text/blocks.js';
import { renderGenerators } from './text/generator.js';
import { plainPalette } from './text/palette.js';
import { type RowStyle, rowOf } from './text/rows.js';
import { nameOf, observedText } from './text/thresholds.js';
import { humanTime, percentOf } from './text/values.js';
import { usageRows } from './usage-rows.js';

export interface MarkdownOptions {
  /** Heading: usually the script's name. */
  readonly title: string;
  readonly trendStats: readonly string[];
  readonly timeUnit: RowStyle['timeUnit'];
  /** Why a run ended early, if it did. */
  readonly failure?: string;
}

/** GitHub-flavoured Markdown for a step summary: verdict, thresholds, checks that failed, then the figures. */
export function renderMarkdown(summary: Summary, options: MarkdownOptions): string {
  const total = totalSection(summary);
  return [
    `## ${passed(summary, options) ? '✅' : '❌'} ${escaped(options.title)}`,
    headline(summary, options),
    thresholdTable(summary, options),
    checkTable(summary),
    trendTable(total, summary, options),
    otherTable(total, summary, options),
    targetTable(summary),
    generatorList(summary),
    summary.notes.map((note) => `> ${escaped(note)}`).join('\n>\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** GitHub's commands for annotations: an error for each threshold that was crossed, a warning for each failed check and a saturated generator. */
export function renderAnnotations(summary: Summary): string[] {
  const crossed = summary.verdicts.filter(({ ok }) => !ok);
  return [
    ...crossed.map((verdict) => {
      const observed = observedOf(verdict, summary, '');
      return `::error title=Threshold crossed::${commandText(`${verdict.metricKey}: ${verdict.source}, measured ${observed}`)}`;
    }),
    ...summary.checks
      .filter(({ fails }) => fails > 0)
      .map(({ name, passes, fails }) => {
        return `::warning title=Check failed::${commandText(`${name}: ${fails} of ${passes + fails} failed`)}`;
      }),
    ...summary.generators
      .filter(({ level }) => level === 'saturated')
      .map((health) => {
        return `::warning title=Generator saturated::${commandText(`${worstFinding(health)}. ${health.advice}`)}`;
      }),
  ];
}

const passed = ({ verdicts }: Summary, { failure }: MarkdownOptions): boolean =>
  failure === undefined && verdicts.every(({ ok }) => ok);

function headline(
  { runDurationMs, workers, scenarios, verdicts, checks }: Summary,
  { failure }: MarkdownOptions,
): string {
  const crossed = verdicts.filter(({ ok }) => !ok).length;
  const [passes, fails] = [sum(checks.map((one) => one.passes)), sum(checks.map((one) => one.fails))];
  const facts = [
    `${humanTime(runDurationMs, '')}`,
    `${scenarios.length} scenario${scenarios.length === 1 ? '' : 's'}`,
    `${workers} worker${workers === 1 ? '' : 's'}`,
    ...(verdicts.length === 0 ? [] : [`${verdicts.length - crossed} of ${verdicts.length} thresholds met`]),
    ...(passes + fails === 0 ? [] : [`${percentOf(passes, passes + fails)} of ${passes + fails} checks passed`]),
  ];
  return [facts.join(' · '), ...(failure === undefined ? [] : [`**${escaped(failure)}**`])].join('\n\n');
}

function thresholdTable(summary: Summary, { timeUnit }: MarkdownOptions): string {
  return table(
    ['', 'Threshold', 'Expression', 'Measured'],
    summary.verdicts.map((verdict) => [
      verdict.ok ? '✅' : '❌',
      code(verdict.metricKey),
      code(verdict.source),
      escaped(observedOf(verdict, summary, timeUnit)),
    ]),
  );
}

function checkTable({ checks }: Summary): string {
  const failed = checks.filter(({ fails }) => fails > 0);
  return table(
    ['', 'Failed check', 'Group', 'Passed', 'Failed'],
    failed.map(({ name, groupPath, passes, fails }) => [
      '❌',
      escaped(name),
      escaped(groupPath.slice(2)),
      String(passes),
      String(fails),
    ]),
  );
}

function trendTable(total: Section, { runDurationMs }: Summary, options: MarkdownOptions): string {
  const rows = lines(total, { ...options, runDurationMs }).flatMap((row) => ('named' in row ? [row] : []));
  return table(
    ['Metric', ...options.trendStats],
    rows.map(({ name, named }) => [code(name), ...named.map(({ value }) => value)]),
  );
}

function otherTable(total: Section, { runDurationMs }: Summary, options: MarkdownOptions): string {
  const rows = lines(total, { ...options, runDurationMs }).flatMap((row) => ('named' in row ? [] : [row]));
  return table(
    ['Metric', 'Value', ''],
    rows.map(({ name, main, extras }) => [code(name), main, extras.join(', ')]),
  );
}

/** What the processes under test used, where some were watched. */
function targetTable({ targets }: Summary): string {
  return table(
    ['Target', 'Cores, average', 'Cores, most', 'Memory, average', 'Memory, most'],
    targets.flatMap(usageRows).map(({ title, cores, memory }) => [escaped(title), ...cores, ...memory]),
  );
}

/** What the generator says of itself: figures of a saturated one are not the target's. */
function generatorList({ generators }: Summary): string {
  const lines = renderGenerators(generators, plainPalette).map((line) =>
    line.startsWith('  - ') ? `  - ${escaped(line.slice(4))}` : `- ${escaped(line)}`,
  );
  return lines.length === 0 ? '' : ['**Generator**', '', ...lines].join('\n');
}

/** The lines of the compact text, in their order. */
const lines = ({ metrics }: Section, style: RowStyle) =>
  metrics
    .filter(({ def }) => !isHidden(def.name, 'compact'))
    .sort((a, b) => BLOCK_TITLES.indexOf(blockOf(a.def.name)) - BLOCK_TITLES.indexOf(blockOf(b.def.name)))
    .flatMap(({ def, stats, parts }) => [
      rowOf(def.name, def, stats, style),
      ...parts.map((part) => rowOf(def.name + part.suffix, def, part.stats, style)),
    ]);

const observedOf = (verdict: Verdict, { snapshot }: Summary, timeUnit: RowStyle['timeUnit']): string =>
  observedText(verdict, snapshot.metrics.get(nameOf(verdict.metricKey)), timeUnit) || 'nothing';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Names come from scripts: nothing in them may be read as markup or end a table's cell. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~$]/g, '\\$&').replace(/\s+/g, ' ');

/** A code span; a bar must be escaped even there, and a backtick needs a longer fence. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replace(/\|/g, '\\|');
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${flat}${fence}` : `${fence} ${flat} ${fence}`;
}

/** What GitHub asks to be encoded in the message of a command. */
const commandText = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
