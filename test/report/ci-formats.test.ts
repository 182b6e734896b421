import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeGenerator } from '../../src/report/generator/judge.js';
import { renderJunit } from '../../src/report/junit.js';
import { renderAnnotations, renderMarkdown } from '../../src/report/markdown/markdown.js';
import { healthyFigures, PROCESS } from './generator-figures.js';
import { counter, metric, partOf, rate, summaryOf, trend, verdict } from './sample.js';

const summary = summaryOf(
  [
    metric('http_req_duration', trend(4, 2, 1, 2, 3, { 95: 2.95 }), { contains: 'time' }),
    metric('http_reqs', counter(4)),
    metric('checks', rate(5, 6), {
      parts: [
        partOf({ group: '::a|b', check: 'ok' }, rate(3, 3)),
        partOf({ group: '', check: 'is <b> & "q"' }, rate(2, 3)),
      ],
    }),
  ],
  {
    runDurationMs: 2000,
    verdicts: [
      verdict('http_req_duration', 'p(95)<500', true, 'p(95)', 2.95),
      verdict('http_reqs', 'count>10', false, 'count', 4),
    ],
    notes: ['One note.'],
  },
);

test('JUnit: thresholds and checks as test cases', () => {
  assert.equal(
    renderJunit(summary, 'script.js'),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="script.js" tests="5" failures="1" errors="0" time="2.000">
  <testsuite name="run" tests="1" failures="0" errors="0" skipped="0" time="2.000">
    <testcase classname="run" name="script.js" time="0"/>
  </testsuite>
  <testsuite name="thresholds" tests="2" failures="1" errors="0" skipped="0" time="2.000">
    <testcase classname="http_req_duration" name="p(95)&lt;500" time="0"/>
    <testcase classname="http_reqs" name="count&gt;10" time="0">
      <failure message="count&gt;10 was crossed: count=4"/>
    </testcase>
  </testsuite>
  <testsuite name="checks" tests="2" failures="0" errors="0" skipped="0" time="2.000">
    <testcase classname="a|b" name="ok" time="0"/>
    <testcase classname="checks" name="is &lt;b&gt; &amp; &quot;q&quot;" time="0">
      <system-out>1 of 3 failed (66.66% passed)</system-out>
    </testcase>
  </testsuite>
</testsuites>
`,
  );
});

test('JUnit: a failed check is a failed test when a threshold on checks that counts it was crossed', () => {
  const checks = metric('checks', rate(5, 6), {
    parts: [partOf({ group: '::a|b', check: 'ok' }, rate(3, 3)), partOf({ group: '', check: 'fine' }, rate(2, 3))],
  });
  const failed = (key: string, ok = false): number =>
    renderJunit(summaryOf([checks], { verdicts: [verdict(key, 'rate>0.9', ok, 'rate', 0.5)] }), 'a').split(
      'failure message="1 of 3 failed',
    ).length - 1;
  for (const key of ['checks', 'checks{check:fine}', 'checks{scenario:one}']) assert.equal(failed(key), 1, key);
  for (const key of ['checks{check:ok}', 'checks{group:::a|b}', 'http_req_failed']) assert.equal(failed(key), 0, key);
  assert.equal(failed('checks', true), 0);
});

test('JUnit of a run that failed, with nothing to judge', () => {
  assert.equal(
    renderJunit(summaryOf([]), 'a\u0000b', 'worker 1 died'),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="a\ufffdb" tests="1" failures="1" errors="0" time="1.000">
  <testsuite name="run" tests="1" failures="1" errors="0" skipped="0" time="1.000">
    <testcase classname="run" name="a\ufffdb" time="0">
      <failure message="worker 1 died"/>
    </testcase>
  </testsuite>
</testsuites>
`,
  );
});

test('JUnit and Markdown: the first line is the reason, the others are its details as they are', () => {
  const failure = '2 invalid options\n- vus: <0\n- rps: 5';
  assert.match(
    renderJunit(summaryOf([]), 'a', failure),
    /<failure message="2 invalid options">- vus: &lt;0\n- rps: 5<\/failure>/,
  );
  assert.match(
    renderMarkdown(summaryOf([], { workers: 0 }), { title: 't', trendStats: [], timeUnit: '', failure }),
    /^## ❌ t\n\nNothing was measured\.\n\n\*\*2 invalid options\*\*\n\n```text\n- vus: <0\n- rps: 5\n```\n$/,
  );
  assert.equal(
    renderAnnotations(summaryOf([]), failure)[0],
    '::error title=Test failed::2 invalid options%0A- vus: <0%0A- rps: 5',
  );
});

test('Markdown: verdict, thresholds, failed checks, figures', () => {
  assert.equal(
    renderMarkdown(summary, { title: 'script_a.js', trendStats: ['avg', 'p(95)'], timeUnit: '' }),
    `## ❌ script\\_a.js

2s · 1 scenario · 1 worker · 1 of 2 thresholds met · 83.33% of 6 checks passed

|  | Threshold | Expression | Measured |
| --- | --- | --- | --- |
| ✅ | \`http_req_duration\` | \`p(95)<500\` | p(95)=2.95ms |
| ❌ | \`http_reqs\` | \`count>10\` | count=4 |

|  | Failed check | Group | Passed | Failed |
| --- | --- | --- | --- | --- |
| ❌ | is \\<b\\> & "q" |  | 2 | 1 |

| Metric | avg | p(95) |
| --- | --- | --- |
| \`http_req_duration\` | 2ms | 2.95ms |

| Metric | Value |  |
| --- | --- | --- |
| \`http_reqs\` | 4 | 2/s |

> One note.
`,
  );
});

test('a run that failed says why, and is not green', () => {
  const text = renderMarkdown(summaryOf([]), { title: 't', trendStats: [], timeUnit: '', failure: 'worker 1 died' });
  assert.equal(text, '## ❌ t\n\n1s · 1 scenario · 1 worker\n\n**worker 1 died**\n');
});

test('annotations for what went wrong, on one line each', () => {
  assert.deepEqual(renderAnnotations(summary), [
    '::error title=Threshold crossed::http_reqs: count>10, measured count=4',
    '::warning title=Check failed::is <b> & "q": 1 of 3 failed',
  ]);
  const multiline = summaryOf([metric('checks', rate(0, 1), { parts: [partOf({ check: 'a\n50%' }, rate(0, 1))] })]);
  assert.deepEqual(renderAnnotations(multiline), ['::warning title=Check failed::a%0A50%25: 1 of 1 failed']);
});

test('a saturated generator is in the Markdown and among the annotations, a healthy one says so', () => {
  const markdownOf = (fullShare: number): string => {
    const generator = judgeGenerator([healthyFigures(0, { fullShare })], PROCESS);
    return renderMarkdown(summaryOf([], { generator }), { title: 'a', trendStats: ['avg'], timeUnit: '' });
  };
  assert.match(markdownOf(0), /^\*\*Generator\*\*\n\n- ok: event loop/m);
  assert.match(
    markdownOf(0.97),
    /^- saturated: .*\n {2}- its event loop had no idle time in 97% of the run\n- The num/m,
  );
  const saturated = judgeGenerator([healthyFigures(0, { fullShare: 0.97 })], PROCESS);
  assert.deepEqual(renderAnnotations(summaryOf([], { generator: saturated })), [
    `::warning title=Generator saturated::worker 0: its event loop had no idle time in 97%25 of the run. ${saturated.advice}`,
  ]);
});
