// Thresholds: expressions, sub-metrics, verdicts, exit codes.
import { type Case, family } from '../case.js';
import { PRELUDE } from './scripts.js';

const EXPRESSIONS: readonly (readonly [metric: string, expression: string])[] = [
  ['http_reqs', 'count==4'],
  ['http_reqs', 'count===4'],
  ['http_reqs', 'count!=4'],
  ['http_reqs', 'count>=4'],
  ['http_reqs', 'count > 4'],
  ['http_reqs', ' count<5 '],
  ['http_reqs', 'rate>0'],
  ['http_reqs', 'value>0'],
  ['http_reqs', 'avg>0'],
  ['http_reqs', 'count>1e0'],
  ['http_reqs', 'count>0x1'],
  ['http_reqs', 'count>Inf'],
  ['http_reqs', 'count>-1'],
  ['http_reqs', 'count>'],
  ['http_reqs', '>1'],
  ['http_reqs', 'count'],
  ['http_reqs', ''],
  ['http_reqs', 'count=1'],
  ['http_reqs', 'count>1 && count<5'],
  ['http_req_duration', 'p(95)<5000'],
  ['http_req_duration', 'p(99.99)<5000'],
  ['http_req_duration', 'p(0)>=0'],
  ['http_req_duration', 'p(100)<5000'],
  ['http_req_duration', 'p(101)<5000'],
  ['http_req_duration', 'p(-1)<5000'],
  ['http_req_duration', 'p(x)<5000'],
  ['http_req_duration', 'med<5000'],
  ['http_req_duration', 'min>=0'],
  ['http_req_duration', 'max<0'],
  ['http_req_duration', 'count>0'],
  ['http_req_failed', 'rate<0.5'],
  ['http_req_failed', 'rate==0.25'],
  ['http_req_failed', 'count==1'],
  ['checks', 'rate>0.5'],
  ['checks', 'rate==1'],
  ['my_gauge', 'value==3'],
  ['my_gauge', 'max==3'],
  ['my_counter', 'count==0'],
  ['unused_counter', 'count==0'],
  ['unused_counter', 'count>0'],
  ['unused_rate', 'rate>0.5'],
  ['unused_trend', 'avg==0'],
  ['unused_trend', 'p(95)<1'],
  ['unused_gauge', 'value==0'],
  ['vus', 'value<10'],
  ['iterations', 'count==2'],
  ['nonsense', 'count>0'],
  ['http_reqs{status:200}', 'count==3'],
  ['http_reqs{status:404}', 'count==1'],
  ['http_reqs{status:500}', 'count==0'],
  ['http_reqs{status:200,method:GET}', 'count==3'],
  ['http_reqs{ status : 200 , method : GET }', 'count==3'],
  ["http_reqs{status:'200'}", 'count==3'],
  ['http_reqs{status:"200"}', 'count==3'],
  ['http_reqs{nothing:here}', 'count==0'],
  ['http_reqs{status:}', 'count==0'],
  ['http_reqs{:200}', 'count==0'],
  ['http_reqs{status}', 'count==0'],
  ['http_reqs{}', 'count==4'],
  ['http_reqs{status:200', 'count==3'],
  ['http_reqs{status:200}x', 'count==3'],
  ['http_reqs {status:200}', 'count==3'],
  ['http_reqs{vu:1}', 'count==4'],
  ['http_reqs{group:::g}', 'count==2'],
  ['http_reqs{name:both}', 'count==2'],
  ['http_reqs{scenario:default}', 'count==4'],
  ['http_req_duration{expected_response:true}', 'max<5000'],
  ['checks{check:always}', 'rate==1'],
  ['checks{mine:x}', 'rate==0'],
  ['iteration_duration{scenario:default}', 'max<5000'],
  ['data_sent', 'count>0'],
  ['group_duration{group:::g}', 'max<5000'],
];

const script = (thresholds: object, more: object = {}): string => `${PRELUDE}
export const options = ${JSON.stringify({ iterations: 2, thresholds, ...more })};
const counter = new Counter('my_counter'), gauge = new Gauge('my_gauge');
new Counter('unused_counter'); new Rate('unused_rate'); new Trend('unused_trend'); new Gauge('unused_gauge');
export default function () {
  group('g', () => http.get(BASE + '/ok', { tags: { name: 'both' } }));
  http.get(BASE + '/status/' + (__ITER === 0 ? 404 : 200));
  check(1, { always: true });
  check(__ITER, { sometimes: (i) => i === 0 }, { mine: 'x' });
  gauge.add(3 - __ITER); counter.add(0);
}\n`;

const expressions = EXPRESSIONS.map(
  ([metric, expression]): Case => ({
    name: `${metric} ${expression}`,
    script: script({ [metric]: [expression] }),
    workers: [1, 2],
    screen: true,
  }),
);

const abort = (delay: string | undefined, slow: boolean): Case => ({
  name: `abort on fail, delay ${delay ?? 'none'}, ${slow ? 'a long run' : 'a short run'}`,
  script: `${PRELUDE}
export const options = { vus: 2, duration: '${slow ? '4s' : '1s'}', thresholds: { my_rate: [${JSON.stringify({ threshold: 'rate<0.5', abortOnFail: true, ...(delay && { delayAbortEval: delay }) })}] } };
const rate = new Rate('my_rate');
export default function () { rate.add(true); sleep(0.25); }
export function teardown() { console.log('teardown'); }\n`,
  slack: 8,
});

const MORE: readonly Case[] = [
  { name: 'empty list', script: script({ 'http_reqs{status:200}': [] }), screen: true },
  {
    name: 'several',
    script: script({ http_reqs: ['count>1', 'count>100', 'rate>0'], checks: ['rate>0.99'] }),
    screen: true,
  },
  { name: 'switched off', script: script({ http_reqs: ['count>100'] }), args: ['--no-thresholds'], screen: true },
  { name: 'switched off, bad one', script: script({ http_reqs: ['nonsense'] }), args: ['--no-thresholds'] },
  {
    name: 'on a system tag that is off',
    script: script({ 'http_reqs{status:200}': ['count>0'] }, { systemTags: ['method'] }),
    screen: true,
  },
  { name: 'on a run tag', script: script({ 'http_reqs{mine:x}': ['count==4'] }, { tags: { mine: 'x' } }) },
  {
    name: 'no summary',
    script: script({ http_reqs: ['count>100'] }),
    args: ['--summary-mode', 'disabled'],
    screen: true,
  },
  {
    name: 'arrival-rate vus',
    script: `${PRELUDE}export const options = { scenarios: { a: { executor: 'constant-arrival-rate', rate: 5, duration: '2s', preAllocatedVUs: 20 } }, thresholds: { vus: ['value<10'], vus_max: ['value==20'] } };\nexport default function () { sleep(0.1); }\n`,
    slack: 1,
  },
];

export const thresholds = family('thresholds', [
  ...expressions,
  ...[undefined, '0s', '1s', '10s'].map((delay) => abort(delay, true)),
  abort(undefined, false),
  ...MORE,
]);
