import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainPalette } from '../../src/report/text/palette.js';
import { Segment } from '../../src/shard/segment.js';
import { renderDescription } from '../../src/ui/description.js';
import { base, constantVus } from './states.js';

test('a run is described before it begins', () => {
  const lines = renderDescription(
    {
      version: '1.2.3',
      script: 'script.js',
      outputs: [],
      scenarios: [constantVus('default', 100, 10_000)],
      segment: Segment.whole,
      maxVus: 100,
      maxDurationMs: 40_000,
    },
    plainPalette,
  );
  assert.match(lines.slice(0, 5).join('\n'), /salvo 1\.2\.3/);
  assert.deepEqual(lines.slice(5), [
    '     execution: local',
    '        script: script.js',
    '        output: -',
    '',
    '     scenarios: (100.00%) 1 scenario, 100 max VUs, 40s max duration (incl. graceful stop):',
    '              * default: 100 looping VUs for 10s (gracefulStop: 30s)',
    '',
  ]);
});

test('a part of a test, several scenarios and outputs', () => {
  const late = {
    ...base('a', 500),
    exec: 'other',
    executor: 'per-vu-iterations',
    vus: 2,
    iterations: 3,
    maxDurationMs: 600_000,
  } as const;
  const segment = Segment.parse('0:1/2', '', { add: assert.fail } as never)!;
  const lines = renderDescription(
    {
      version: '1.2.3',
      script: '-',
      outputs: ['json (out.json)', 'csv (out.csv)'],
      scenarios: [late, constantVus('z', 4, 2000), constantVus('b', 4, 2000)],
      segment,
      maxVus: 5,
      maxDurationMs: 630_500,
    },
    plainPalette,
  );
  assert.deepEqual(lines.slice(5), [
    '     execution: local',
    '        script: -',
    '        output: json (out.json), csv (out.csv)',
    '',
    '     scenarios: (50.00%) 3 scenarios, 5 max VUs, 10m30.5s max duration (incl. graceful stop):',
    '              * b: 2 looping VUs for 2s (gracefulStop: 30s)',
    '              * z: 2 looping VUs for 2s (gracefulStop: 30s)',
    '              * a: 3 iterations for each of 1 VUs (maxDuration: 10m0s, exec: other, startTime: 500ms, gracefulStop: 30s)',
    '',
  ]);
});
