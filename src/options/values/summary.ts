import { show } from '../../base/problems.js';
import { commaList } from '../../schema/lists.js';
import { oneOf } from '../../schema/scalars.js';
import type { Spot } from '../../schema/spot.js';

export const DEFAULT_TREND_STATS: readonly string[] = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];

/** k6's default; `vu`, `iter`, `ocsp_status` and `ip` can be added. */
export const DEFAULT_SYSTEM_TAGS: readonly string[] = [
  'proto',
  'subproto',
  'status',
  'method',
  'url',
  'name',
  'group',
  'check',
  'error',
  'error_code',
  'tls_version',
  'scenario',
  'service',
  'expected_response',
];
const SYSTEM_TAGS = new Set([...DEFAULT_SYSTEM_TAGS, 'vu', 'iter', 'ocsp_status', 'ip']);

/** Columns of a trend in summaries. */
export const trendStats = commaList({
  placeholder: '<stats>',
  read: (text, spot) =>
    isTrendStat(text)
      ? text
      : spot.earlyProblem(`must be avg, min, med, max, count or p(N) with N from 0 to 100, got ${show(text)}`),
});

const UNITS = ['', 's', 'ms', 'us'] as const;

/** Unit of times. A flag must name one; elsewhere others mean none, as in k6. */
export const timeUnit = {
  ...oneOf(UNITS, { others: { taken: '' } }),
  fromFlag: (texts: readonly string[], spot: Spot) => oneOf(UNITS, { others: 'early' }).fromFlag(texts, spot),
};

const systemTagNames = commaList({ placeholder: '<tags>', read: (text: string) => text });

/** Unknown names are left out without a word, as in k6. */
export const systemTags: typeof systemTagNames = {
  ...systemTagNames,
  // No tags at all.
  emptyIsGiven: true,
  fromFlag: (texts, spot) => known(systemTagNames.fromFlag(texts, spot)),
  fromEnv: (text, spot) => known(systemTagNames.fromEnv(text, spot)),
  fromJson: (value, spot) => known(systemTagNames.fromJson(value, spot)),
  // k6 keeps them as a set.
  toJson: (names) => [...names].sort(),
};

const known = (names: readonly string[] | undefined): readonly string[] | undefined =>
  names?.filter((name) => SYSTEM_TAGS.has(name));

function isTrendStat(text: string): boolean {
  if (['avg', 'min', 'med', 'max', 'count'].includes(text)) return true;
  const percentile = /^p\((\d+(?:\.\d+)?)\)$/.exec(text);
  return percentile !== null && Number(percentile[1]) <= 100;
}
