import { grouped } from '../../base/grouped.js';
import { metricOfKey } from '../../metrics/types.js';
import type { Verdict } from '../../thresholds/types.js';
import type { Reader } from '../document/reader.js';
import { escapeMarkup } from '../escape.js';
import * as html from '../html/markup.js';
import * as md from '../markdown/markup.js';
import { order } from '../observed.js';
import { section } from '../section.js';
import { observedText } from '../text/observed-text.js';
import type { Palette } from '../text/palette.js';
import type { TimeUnit } from '../text/values.js';

/** A verdict, and what was measured in words of a unit. */
interface Judged {
  readonly verdict: Verdict;
  readonly measured: (unit: TimeUnit) => string;
}

/** What was demanded, what was measured, and whether that is enough. */
export const thresholds = section({
  data: ({ verdicts, thresholdKeys, snapshot }) => ({
    judged: verdicts.map((verdict): Judged => {
      const metric = snapshot.metrics.get(metricOfKey(verdict.metricKey));
      return { verdict, measured: (unit) => observedText(verdict, metric, unit) };
    }),
    thresholdKeys,
  }),
  text: ({ judged }, { timeUnit, palette }) =>
    judged.length === 0 ? [] : [{ title: 'THRESHOLDS', lines: textLines(judged, timeUnit, palette) }],
  markdown: ({ judged }, { timeUnit }) => [
    md.table(
      ['', 'Threshold', 'Expression', 'Measured'],
      judged.map(({ verdict: { ok, metricKey, source }, measured }) => [
        ok ? '✅' : '❌',
        md.code(metricKey),
        md.code(source),
        md.escaped(measured(timeUnit) || 'nothing'),
      ]),
    ),
  ],
  annotations: ({ judged }) =>
    judged
      .filter(({ verdict }) => !verdict.ok)
      .map(({ verdict: { metricKey, source }, measured }) =>
        md.annotation('error', 'Threshold crossed', `${metricKey}: ${source}, measured ${measured('') || 'nothing'}`),
      ),
  html: ({ judged }) => (judged.length === 0 ? '' : html.titled('Thresholds', htmlTable(judged))),
  json: {
    form: 'plain',
    write: ({ judged, thresholdKeys }) => ({
      passed: judged.every(({ verdict }) => verdict.ok),
      thresholds: judged.map(({ verdict: { metricKey, source, ok, observed, abortOnFail, windowMs } }) => {
        const window = windowMs === undefined ? {} : { windowMs };
        return { metric: metricKey, expression: source, ok, ...(observed && { observed }), abortOnFail, ...window };
      }),
      thresholdKeys,
    }),
    read: (document) => ({
      verdicts: document.get('thresholds').list(readVerdict),
      thresholdKeys: document.get('thresholdKeys').list((key) => key.text()),
    }),
  },
});

/** Each metric's expressions with what was measured, by name; parts below their metric, empty lines between metrics. */
function textLines(judged: readonly Judged[], timeUnit: TimeUnit, palette: Palette): string[] {
  const byKey = grouped(judged, ({ verdict }) => verdict.metricKey);
  const keys = [...byKey.keys()].sort((a, b) => order(metricOfKey(a), metricOfKey(b)) || order(a, b));
  return keys.flatMap((key) => {
    // A part whose metric has no threshold itself stands alone under its full key.
    const metric = metricOfKey(key);
    const below = metric !== key && byKey.has(metric);
    const indent = below ? '  ' : '';
    const lines = byKey.get(key)!.map(({ verdict, measured }) => {
      const observed = measured(timeUnit) || (verdict.ok ? '' : 'no samples');
      return `${verdict.ok ? palette.good('✓') : palette.bad('✗')} '${verdict.source}'${observed && ` ${palette.value(observed)}`}`;
    });
    return [`${indent}${below ? key.slice(metric.length) : key}`, ...lines.map((line) => indent + line), ''];
  });
}

/** The crossed ones first. */
function htmlTable(judged: readonly Judged[]): string {
  const ordered = judged.toSorted((a, b) => Number(a.verdict.ok) - Number(b.verdict.ok));
  const rows = ordered.map(({ verdict: { ok, metricKey, source }, measured }) =>
    html.row(
      [html.state(ok, ok ? 'met' : 'crossed'), html.code(metricKey), html.code(source), escapeMarkup(measured(''))],
      metricKey,
    ),
  );
  return html.table(['', 'metric', 'threshold', 'measured'], rows);
}

function readVerdict(threshold: Reader): Verdict {
  const observed = threshold.get('observed');
  const windowMs = threshold.get('windowMs');
  return {
    metricKey: threshold.get('metric').text(),
    source: threshold.get('expression').text(),
    ok: threshold.get('ok').flag(),
    observed:
      observed.value === undefined
        ? undefined
        : { aggregation: observed.get('aggregation').text(), value: observed.get('value').number() },
    abortOnFail: threshold.get('abortOnFail').flag(),
    ...(windowMs.value === undefined ? {} : { windowMs: windowMs.number() }),
  };
}
