// What `inspect` prints.
import { type Case, family } from '../case.js';
import { withOptions } from './scripts.js';

const OPTIONS: readonly (object | string)[] = [
  {},
  { vus: 2, duration: '10s' },
  { vus: 2, iterations: 4 },
  {
    stages: [
      { duration: '1m', target: 10 },
      { duration: 5000, target: 0 },
    ],
  },
  { thresholds: { http_reqs: ['count>1', { threshold: 'rate>1', abortOnFail: true, delayAbortEval: '10s' }] } },
  { tags: { a: 'b' }, systemTags: ['url', 'vu', 'status'], userAgent: 'x', hosts: { 'a.test': '127.0.0.1:80' } },
  { dns: { ttl: '1m' }, tlsVersion: 'tls1.2', blacklistIPs: ['10.0.0.0/8'], blockHostnames: ['*.a.test'] },
  { setupTimeout: '1m', teardownTimeout: 100, minIterationDuration: '1s', rps: 5, maxRedirects: 0 },
  { noSetup: true, throw: false, discardResponseBodies: true, summaryTrendStats: ['avg'], summaryTimeUnit: 's' },
  { ext: { loadimpact: { projectID: 1 } }, cloud: { name: 'x' } },
  { executionSegment: '0:1/2', executionSegmentSequence: '0,1/2,1' },
  { scenarios: { a: { executor: 'shared-iterations', vus: 2, iterations: 5, startTime: '1s', tags: { x: 'y' } } } },
  {
    scenarios: {
      a: { executor: 'per-vu-iterations' },
      b: { executor: 'constant-vus', duration: '90s', env: { A: 'b' } },
    },
  },
  { scenarios: { a: { executor: 'ramping-vus', stages: [{ duration: '10s', target: 5 }], gracefulRampDown: '1s' } } },
  { scenarios: { a: { executor: 'constant-arrival-rate', rate: 5, duration: '1m', preAllocatedVUs: 2, maxVUs: 9 } } },
  {
    scenarios: { a: { executor: 'ramping-arrival-rate', stages: [{ duration: '9s', target: 5 }], preAllocatedVUs: 2 } },
  },
  { scenarios: { a: { executor: 'nothing' } } },
  '{ vus: NaN }',
  '{ nonsense: 1, vus: 1 }',
];

export const inspect = family(
  'inspect',
  OPTIONS.flatMap((options): Case[] => {
    const name = typeof options === 'string' ? options : JSON.stringify(options);
    const one = { script: withOptions(options, ''), command: 'inspect' as const, workers: [1] };
    return [
      { ...one, name },
      { ...one, name: `${name} with requirements`, args: ['--execution-requirements'] },
    ];
  }),
);
