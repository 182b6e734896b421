// The shape of the option `thresholds`, before anything is known about metrics.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problems } from '../../src/base/problems.js';
import { parseThresholds } from '../../src/thresholds/shape.js';

test('expressions may be texts or objects', () => {
  const problems = new Problems();
  const raw = {
    http_req_duration: ['p(95)<500', { Threshold: 'avg<200', abortonfail: true, delayAbortEval: '10s' }],
    'http_reqs{scenario:a}': [],
  };
  assert.deepEqual(parseThresholds(raw, problems), [
    {
      metricKey: 'http_req_duration',
      expressions: [
        { source: 'p(95)<500', abortOnFail: false, delayAbortEvalMs: undefined },
        { source: 'avg<200', abortOnFail: true, delayAbortEvalMs: 10_000 },
      ],
    },
    { metricKey: 'http_reqs{scenario:a}', expressions: [] },
  ]);
  assert.deepEqual(problems.list, []);
  assert.deepEqual(parseThresholds(undefined, problems), []);
});

test('every fault is reported at its place', () => {
  const problems = new Problems();
  parseThresholds(
    { a: 'p(95)<1', b: [1, { abortOnFail: true }, { threshold: 'avg<1', abortOnFail: 'yes', delayAbortEval: 'soon' }] },
    problems,
  );
  assert.deepEqual(
    problems.list.map(({ path }) => path),
    [
      'thresholds.a',
      'thresholds.b[0]',
      'thresholds.b[1].threshold',
      'thresholds.b[2].abortOnFail',
      'thresholds.b[2].delayAbortEval',
    ],
  );
  const whole = new Problems();
  parseThresholds(['p(95)<1'], whole);
  assert.equal(whole.list[0]?.path, 'thresholds');
});
