import { namedObjects, type TextMap, tagMap } from '../../schema/maps.js';
import { earlyToggle, int, oneOf, text } from '../../schema/scalars.js';
import { thresholdsToJson } from '../../thresholds/shape.js';
import { row } from '../row.js';
import { DEFAULT_SYSTEM_TAGS, DEFAULT_TREND_STATS, systemTags, timeUnit, trendStats } from '../values/summary.js';
import { atLeast } from './checks.js';

/** Checked by the thresholds' own parser. */
export const thresholdRows = {
  thresholds: row({
    type: { ...namedObjects, toJson: thresholdsToJson },
    fallback: {},
    group: 'metrics',
    flag: false,
    env: false,
    help: 'what must hold for the test to pass, by metric',
  }),
};

/** What is measured, and how it is shown at the end. */
export const metricRows = {
  noThresholds: row({
    type: earlyToggle,
    fallback: false,
    group: 'metrics',
    in: [],
    help: 'do not judge by thresholds',
  }),
  tags: row<TextMap>({
    type: tagMap,
    fallback: {},
    group: 'metrics',
    flag: 'tag',
    help: 'tag for all samples; may be repeated',
  }),
  systemTags: row({
    type: systemTags,
    fallback: DEFAULT_SYSTEM_TAGS,
    fallbackText: 'all but vu, iter, ip, ocsp_status',
    shown: true,
    group: 'metrics',
    help: 'tags that the tool itself puts on samples',
  }),
  metricSamplesBufferSize: row({
    type: int,
    fallback: 1000,
    check: atLeast(0),
    group: 'metrics',
    flag: false,
    help: 'accepted for k6; outputs have queues of their own',
  }),
  summaryTrendStats: row({
    type: trendStats,
    fallback: DEFAULT_TREND_STATS,
    shown: true,
    group: 'metrics',
    help: 'columns of trends: avg, min, med, max, count, p(N)',
  }),
  summaryTimeUnit: row({
    type: timeUnit,
    fallback: '',
    group: 'metrics',
    help: 'unit of times in the summary instead of one that fits each',
  }),
  summaryMode: row({
    type: oneOf(['compact', 'full', 'disabled'], { others: 'early' }),
    fallback: 'compact',
    group: 'metrics',
    in: [],
    help: 'how much of a summary to print',
  }),
  summaryExport: row({
    type: text,
    fallback: '',
    placeholder: '<file>',
    group: 'metrics',
    in: [],
    help: 'write the summary to a JSON file',
  }),
  newMachineReadableSummary: row({
    type: earlyToggle,
    fallback: false,
    group: 'metrics',
    in: [],
    help: "use k6's newer format for exports and handleSummary()",
  }),
};
