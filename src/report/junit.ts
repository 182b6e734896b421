import { metricOfKey } from '../metrics/types.js';
import { parseMetricKey } from '../thresholds/metric-key.js';
import type { Verdict } from '../thresholds/types.js';
import { escapeMarkup } from './escape.js';
import type { CheckResult, Summary } from './summary.js';
import { observedText } from './text/observed-text.js';
import { percentOf } from './text/values.js';

/**
 * JUnit XML, as CI systems read it: the run, thresholds and checks are test suites. There is a failure in it exactly when
 * the run's exit code is not 0. `failure` says why the run ended otherwise than it should, with further lines below;
 * crossed thresholds are told by themselves.
 */
export function renderJunit(summary: Summary, script: string, failure?: string): string {
  const seconds = (summary.runDurationMs / 1000).toFixed(3);
  const demanded = summary.verdicts.filter(({ metricKey, ok }) => !ok && metricOfKey(metricKey) === 'checks');
  const suites = [
    suite('run', [{ className: 'run', name: script, failure }], seconds),
    suite(
      'thresholds',
      summary.verdicts.map((verdict) => thresholdCase(verdict, summary)),
      seconds,
    ),
    suite(
      'checks',
      summary.checks.map((check) => checkCase(check, demanded)),
      seconds,
    ),
  ];
  const [tests, failures] = [sum(suites, 'tests'), sum(suites, 'failures')];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeMarkup(script)}" tests="${tests}" failures="${failures}" errors="0" time="${seconds}">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  readonly className: string;
  readonly name: string;
  /** Why it failed; undefined when it did not. Lines after the first one are details. */
  readonly failure: string | undefined;
  /** What is to be known of one that did not fail. */
  readonly remark?: string | undefined;
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly lines: readonly string[];
}

function suite(name: string, cases: readonly Case[], seconds: string): Suite {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  if (cases.length === 0) return { tests: 0, failures: 0, lines: [] };
  const lines = [
    `  <testsuite name="${name}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="${seconds}">`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
  return { tests: cases.length, failures, lines };
}

function caseLines({ className, name, failure, remark }: Case): string[] {
  const head = `    <testcase classname="${escapeMarkup(className)}" name="${escapeMarkup(name)}" time="0"`;
  if (failure !== undefined) return [`${head}>`, `      ${failureElement(failure)}`, '    </testcase>'];
  if (remark === undefined) return [`${head}/>`];
  return [`${head}>`, `      <system-out>${escapeMarkup(remark)}</system-out>`, '    </testcase>'];
}

function failureElement(failure: string): string {
  const [message = '', ...details] = failure.split('\n');
  const element = `<failure message="${escapeMarkup(message)}"`;
  return details.length === 0 ? `${element}/>` : `${element}>${escapeMarkup(details.join('\n'))}</failure>`;
}

function thresholdCase(verdict: Verdict, { snapshot }: Summary): Case {
  const observed = observedText(verdict, snapshot.metrics.get(metricOfKey(verdict.metricKey)), '');
  return {
    className: verdict.metricKey,
    name: verdict.source,
    failure: verdict.ok ? undefined : `${verdict.source} was crossed: ${observed}`,
  };
}

/** How many times a check may fail is for thresholds to say: without a crossed one on checks its failures are a remark. */
function checkCase({ name, groupPath, passes, fails }: CheckResult, demanded: readonly Verdict[]): Case {
  const total = passes + fails;
  const words = fails === 0 ? undefined : `${fails} of ${total} failed (${percentOf(passes, total)} passed)`;
  const failed = demanded.some(({ metricKey }) => {
    const { check = name, group = groupPath } = parseMetricKey(metricKey).tags ?? {};
    return check === name && group === groupPath;
  });
  return {
    className: groupPath === '' ? 'checks' : groupPath.slice(2),
    name,
    failure: failed ? words : undefined,
    remark: words,
  };
}

const sum = (suites: readonly Suite[], key: 'tests' | 'failures'): number =>
  suites.reduce((total, one) => total + one[key], 0);
