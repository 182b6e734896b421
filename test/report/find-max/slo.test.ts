import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSlo } from '../../../src/report/find-max/slo.js';

for (const [text, objectives] of [
  ['p(95)<200', { http_req_duration: ['p(95)<200'] }],
  [' p(95) < 200 , http_req_failed < 1% ', { http_req_duration: ['p(95)<200'], http_req_failed: ['rate<0.01'] }],
  ['p(99.9)<=1s,avg<200ms', { http_req_duration: ['p(99.9)<=1000', 'avg<200'] }],
  ['generator_cpu:max!=1,checks==1', { generator_cpu: ['max!=1'], checks: ['rate==1'] }],
  ['checks>99.9%', { checks: ['rate>0.999'] }],
  ['http_req_failed<0.02', { http_req_failed: ['rate<0.02'] }],
  ['iteration_duration:med<1m', { iteration_duration: ['med<60000'] }],
  [
    'http_req_duration{name:a,status:200}:p(95)<9,max<8',
    { 'http_req_duration{name:a,status:200}': ['p(95)<9'], http_req_duration: ['max<8'] },
  ],
] as const)
  test(`objectives: ${text}`, () => assert.deepEqual(parseSlo(text), objectives));

for (const text of [
  '',
  ' , ',
  'p(95)',
  'p(101)<3',
  'p95<3%%',
  'http_req_failed<abc',
  'a{b<3',
  'http_req_duration:p(x)<3',
])
  test(`no objectives: ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseSlo(text), { name: 'SalvoError', code: 'E_BAD_SLO' });
  });
