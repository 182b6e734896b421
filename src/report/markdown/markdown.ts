import { sections } from '../sections/index.js';
import type { Summary } from '../summary.js';
import type { RowStyle } from '../text/rows.js';
import { humanTime, percentOf } from '../text/values.js';
import { annotation, escaped } from './markup.js';

export interface MarkdownOptions extends Omit<RowStyle, 'runDurationMs'> {
  /** Heading: usually the script's name. */
  readonly title: string;
  /** Why a run ended otherwise than it should, if it did; lines after the first one are details. */
  readonly failure?: string;
}

/** GitHub-flavoured Markdown for a step summary: verdict, thresholds, checks that failed, then the figures. */
export function renderMarkdown(summary: Summary, options: MarkdownOptions): string {
  const style = { ...options, runDurationMs: summary.runDurationMs };
  return [...head(summary, options), ...sections.flatMap((section) => section.markdown(summary, style))]
    .filter((block) => block !== '')
    .join('\n\n')
    .concat('\n');
}

/** What GitHub shows beside the run: why it failed and crossed thresholds as errors, failed checks and the like as warnings. */
export const renderAnnotations = (summary: Summary, failure?: string): string[] => [
  ...(failure === undefined ? [] : [annotation('error', 'Test failed', failure)]),
  ...sections.flatMap((section) => section.annotations(summary)),
];

function head(summary: Summary, { title, failure }: MarkdownOptions): string[] {
  const passed = failure === undefined && summary.verdicts.every(({ ok }) => ok);
  return [
    `## ${passed ? '✅' : '❌'} ${escaped(title)}`,
    headline(summary),
    ...(failure === undefined ? [] : failureBlocks(failure)),
  ];
}

/** The reason, and its details as they are. */
function failureBlocks(failure: string): string[] {
  const [reason = '', ...details] = failure.split('\n');
  return [`**${escaped(reason)}**`, details.length === 0 ? '' : ['```text', ...details, '```'].join('\n')];
}

function headline({ runDurationMs, workers, scenarios, verdicts, checks }: Summary): string {
  if (workers === 0) return 'Nothing was measured.';
  const crossed = verdicts.filter(({ ok }) => !ok).length;
  const [passes, fails] = [sum(checks.map((one) => one.passes)), sum(checks.map((one) => one.fails))];
  return [
    humanTime(runDurationMs, ''),
    `${scenarios.length} scenario${scenarios.length === 1 ? '' : 's'}`,
    `${workers} worker${workers === 1 ? '' : 's'}`,
    ...(verdicts.length === 0 ? [] : [`${verdicts.length - crossed} of ${verdicts.length} thresholds met`]),
    ...(passes + fails === 0 ? [] : [`${percentOf(passes, passes + fails)} of ${passes + fails} checks passed`]),
  ].join(' · ');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
