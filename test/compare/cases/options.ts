// Every option from every source it may have: script, configuration file, environment, flag.
import { type Case, family } from '../case.js';
import { PRELUDE } from './scripts.js';

interface Option {
  /** As JSON, for the script and the configuration file. */
  readonly value: unknown;
  readonly variable?: readonly [name: string, value: string];
  readonly flag?: readonly string[];
}

const OPTIONS: Readonly<Record<string, Option>> = {
  vus: { value: 2, variable: ['K6_VUS', '2'], flag: ['--vus', '2'] },
  iterations: { value: 3, variable: ['K6_ITERATIONS', '3'], flag: ['-i', '3'] },
  duration: { value: '1s', variable: ['K6_DURATION', '1000'], flag: ['-d', '1s'] },
  stages: { value: [{ duration: '1s', target: 1 }], variable: ['K6_STAGES', '500ms:1,500ms:2'], flag: ['-s', '1s:1'] },
  setupTimeout: { value: '3s', variable: ['K6_SETUP_TIMEOUT', '3s'] },
  teardownTimeout: { value: 3000, variable: ['K6_TEARDOWN_TIMEOUT', '3s'] },
  noSetup: { value: true, variable: ['K6_NO_SETUP', 'true'], flag: ['--no-setup'] },
  noTeardown: { value: true, variable: ['K6_NO_TEARDOWN', '1'], flag: ['--no-teardown'] },
  rps: { value: 20, variable: ['K6_RPS', '20'], flag: ['--rps', '20'] },
  dns: {
    value: { ttl: '1s', select: 'first', policy: 'onlyIPv4' },
    variable: ['K6_DNS', 'ttl=1s,select=first'],
    flag: ['--dns', 'policy=any'],
  },
  maxRedirects: { value: 1, variable: ['K6_MAX_REDIRECTS', '1'], flag: ['--max-redirects', '0'] },
  userAgent: { value: 'mine', variable: ['K6_USER_AGENT', 'theirs'], flag: ['--user-agent', ''] },
  batch: { value: 2, variable: ['K6_BATCH', '2'], flag: ['--batch', '2'] },
  batchPerHost: { value: 1, variable: ['K6_BATCH_PER_HOST', '1'], flag: ['--batch-per-host', '1'] },
  httpDebug: { value: 'headers', variable: ['K6_HTTP_DEBUG', 'full'], flag: ['--http-debug'] },
  insecureSkipTLSVerify: {
    value: true,
    variable: ['K6_INSECURE_SKIP_TLS_VERIFY', 'true'],
    flag: ['--insecure-skip-tls-verify'],
  },
  throw: { value: true, variable: ['K6_THROW', 'true'], flag: ['-w'] },
  thresholds: { value: { http_reqs: ['count>100'], 'http_reqs{a:b}': [{ threshold: 'count<9', abortOnFail: true }] } },
  blacklistIPs: {
    value: ['10.0.0.0/8'],
    variable: ['K6_BLACKLIST_IPS', '127.0.0.0/8'],
    flag: ['--blacklist-ip', '127.0.0.1/32'],
  },
  blockHostnames: {
    value: ['*.test'],
    variable: ['K6_BLOCK_HOSTNAMES', 'a.test,b.test'],
    flag: ['--block-hostnames', '*.test'],
  },
  hosts: { value: { 'some.test': '127.0.0.1' } },
  noConnectionReuse: { value: true, variable: ['K6_NO_CONNECTION_REUSE', 'true'], flag: ['--no-connection-reuse'] },
  noVUConnectionReuse: {
    value: true,
    variable: ['K6_NO_VU_CONNECTION_REUSE', 'true'],
    flag: ['--no-vu-connection-reuse'],
  },
  minIterationDuration: {
    value: '300ms',
    variable: ['K6_MIN_ITERATION_DURATION', '300ms'],
    flag: ['--min-iteration-duration', '300ms'],
  },
  noCookiesReset: { value: true, variable: ['K6_NO_COOKIES_RESET', 'true'] },
  summaryTrendStats: {
    value: ['count', 'p(99.9)'],
    variable: ['K6_SUMMARY_TREND_STATS', 'avg,p(50)'],
    flag: ['--summary-trend-stats', 'min,max'],
  },
  summaryTimeUnit: { value: 's', variable: ['K6_SUMMARY_TIME_UNIT', 'us'], flag: ['--summary-time-unit', 'ms'] },
  systemTags: {
    value: ['status', 'vu'],
    variable: ['K6_SYSTEM_TAGS', 'method,iter,ip'],
    flag: ['--system-tags', 'url,nonsense'],
  },
  tags: { value: { a: 'b' }, variable: ['K6_TAGS', 'a:b,c:d'], flag: ['--tag', 'a=b', '--tag', 'name=all'] },
  discardResponseBodies: {
    value: true,
    variable: ['K6_DISCARD_RESPONSE_BODIES', 'true'],
    flag: ['--discard-response-bodies'],
  },
  metricSamplesBufferSize: { value: 10, variable: ['K6_METRIC_SAMPLES_BUFFER_SIZE', '10'] },
  tlsVersion: { value: { min: 'tls1.2', max: 'tls1.3' } },
  executionSegment: {
    value: '0:1/2',
    flag: ['--execution-segment', '0:1/2', '--execution-segment-sequence', '0,1/2,1'],
  },
  noVUconnectionreuse: { value: true },
  unknownOption: { value: 1 },
  ext: { value: { loadimpact: { name: 'x' } } },
};

const script = (options: string): string => `${PRELUDE}${options}
export function setup() { http.get(BASE + '/ok?setup'); return 1; }
export default function () {
  for (const [name, value] of Object.entries(exec.test.options)) console.log(name, asText(value));
  const res = http.get(BASE + '/hops/2');
  console.log(res.status, res.error_code, typeof res.body);
  // Late enough that each needs a connection of its own.
  http.batch([BASE + '/delay/80?1', BASE + '/delay/80?2', BASE + '/delay/80?3']);
  sleep(0.4);
}
export function teardown() { http.get(BASE + '/ok?teardown'); }
`;

function casesOf(name: string, { value, variable, flag }: Option): Case[] {
  // These last as long as they say; an iteration more or less at their ends is not what is asked here.
  const common = name === 'duration' || name === 'stages' ? { slack: 30 } : {};
  const make = (source: string, options: string, more: Partial<Case> = {}): Case => ({
    name: `${name} from ${source}`,
    script: script(options),
    workers: [2],
    ...common,
    ...more,
  });
  const config = { files: { 'config.json': JSON.stringify({ [name]: value }) }, args: ['--config', 'config.json'] };
  const cases = [
    make('script', `export const options = ${JSON.stringify({ [name]: value })};`),
    make('config', '', config),
  ];
  if (variable) cases.push(make('environment', '', { env: { [variable[0]]: variable[1] } }));
  if (flag) cases.push(make('flag', '', { args: flag }));
  return cases.map((one) => (name === 'userAgent' ? { ...one, env: { K6_USER_AGENT: undefined, ...one.env } } : one));
}

export const options = family(
  'options',
  Object.entries(OPTIONS).flatMap(([name, option]) => casesOf(name, option)),
);
