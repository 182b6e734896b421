import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import { mergeFacts } from '../report/document/merge-facts.js';
import { renderDocument } from '../report/document/write.js';
import { mergeSummaries } from '../report/merge.js';
import { renderSummary } from '../report/text/summary-text.js';
import type { TimeUnit } from '../report/text/values.js';
import type { Paint } from './colour.js';
import { STDOUT, writeResult } from './result-file.js';
import { readSummaryFile } from './summary-files.js';

export interface MergeSettings {
  /** Empty: no file. Standard output takes one of both, the document or the text. */
  readonly out: string;
  readonly paint: Paint;
  readonly mode: 'compact' | 'full' | 'disabled';
  readonly trendStats: readonly string[];
  readonly timeUnit: TimeUnit;
}

/** Prints the summary of all files together. Crossed thresholds end it as they end a run. */
export function mergeFiles(files: readonly string[], host: Host, settings: MergeSettings): ExitName {
  const all = files.map((file) => readSummaryFile(file, host));
  const merged = mergeSummaries(all.map(({ summary }) => summary));
  const { mode, out, paint, trendStats, timeUnit } = settings;
  if (mode !== 'disabled' && out !== STDOUT) {
    host.stdout.write(
      renderSummary(merged, { mode, trendStats, timeUnit, colors: paint === 'coloured', columns: host.stdout.columns }),
    );
  }
  if (out !== '')
    writeResult({ name: out, content: renderDocument(merged, mergeFacts(all.map(({ facts }) => facts))) }, host);
  return merged.verdicts.every(({ ok }) => ok) ? 'ok' : 'thresholdsFailed';
}
