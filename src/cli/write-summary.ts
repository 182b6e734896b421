import { epochMs } from '../base/clock.js';
import type { Host } from '../base/host.js';
import type { Logger } from '../base/log.js';
import { redacted } from '../base/redaction.js';
import type { RunPlan } from '../engine/plan.js';
import type { GlobalOptions } from '../options/global-options.js';
import { renderExport } from '../report/export.js';
import { machineSummary } from '../report/machine.js';
import type { Summary } from '../report/summary.js';
import { renderSummary } from '../report/text/summary-text.js';
import { paintFor } from './colour.js';
import type { EndedRun } from './ended-run.js';
import { tryToWriteResult } from './result-file.js';

/** Makes the text of a summary for a terminal. */
export type SummaryText = (
  summary: Summary,
  form: { readonly colors: boolean; readonly columns: number | undefined },
) => string;

interface SummaryStyle extends Pick<GlobalOptions, 'noColor'> {
  /** In place of k6's. */
  readonly text: SummaryText | undefined;
}

/** What the end of a run leaves behind: the script's own files or the usual text, and the export that was asked for. */
export function writeSummary(
  { summary, madeVus, plan, files, scriptSource = '' }: EndedRun,
  { noColor, text }: SummaryStyle,
  host: Host,
  log: Logger,
): void {
  if (!summary || !plan) return;
  const { summaryMode, summaryExport } = plan.options;
  if (summaryMode === 'disabled') return;
  if (typeof files === 'object') for (const { path, content } of files) writeTo(path, content, host, log);
  else if (madeVus && files !== 'unusable') {
    const paint = noColor ? 'plain' : paintFor(host.stdout, host.env);
    const make = text ?? k6Text(plan);
    host.stdout.write(make(summary, { colors: paint === 'coloured', columns: host.stdout.columns }));
  }
  // In k6 the export is a part of handling the summary, and ends with it.
  if (summaryExport !== '' && (files === undefined || typeof files === 'object')) {
    writeTo(summaryExport, exportText(summary, plan, scriptSource), host, log);
  }
}

const k6Text =
  ({ options }: RunPlan): SummaryText =>
  (summary, form) =>
    renderSummary(summary, {
      mode: options.summaryMode === 'full' ? 'full' : 'compact',
      trendStats: options.summaryTrendStats,
      timeUnit: options.summaryTimeUnit,
      ...form,
    });

function exportText(summary: Summary, { options }: RunPlan, scriptSource: string): string {
  const { newMachineReadableSummary, summaryMode: mode, summaryTrendStats: trendStats, systemTags } = options;
  if (!newMachineReadableSummary) return renderExport(summary, { trendStats, systemTags });
  return JSON.stringify(machineSummary(summary, { generatedAtMs: epochMs(), scriptSource, mode, trendStats }), null, 4);
}

function writeTo(name: string, content: string | Uint8Array, host: Host, log: Logger): void {
  if (name === 'stdout' || name === 'stderr')
    host[name].write(typeof content === 'string' ? redacted(content) : content);
  else tryToWriteResult({ name, content }, host, log);
}
