// Fields of executors that are missing, wrong or of another case than usual.
import { type Case, family } from '../case.js';
import { scenario } from './scripts.js';

/** A sound configuration for each executor. */
const SOUND: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'shared-iterations': { vus: 1, iterations: 1 },
  'per-vu-iterations': { vus: 1, iterations: 1 },
  'constant-vus': { vus: 1, duration: '1s' },
  'ramping-vus': { startVUs: 1, stages: [{ duration: '200ms', target: 1 }] },
  'constant-arrival-rate': { rate: 2, duration: '1s', preAllocatedVUs: 1 },
  'ramping-arrival-rate': { startRate: 2, stages: [{ duration: '600ms', target: 2 }], preAllocatedVUs: 1 },
};

/** Wrong values by field, as text of the script; `undefined` leaves the field out. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  vus: ['0', '-1', '1.5', '"2"', 'NaN', 'null', 'undefined', 'Infinity', 'true'],
  iterations: ['0', '-1', '"x"', 'NaN', 'null', 'undefined', '1.5'],
  duration: ['"0s"', '"500ms"', '"-1s"', '1000', '"1"', '"soon"', 'null', 'undefined', 'Infinity', '{}'],
  startVUs: ['-1', '0', '"1"', 'null', 'undefined', '0.5'],
  stages: [
    '[]',
    'undefined',
    'null',
    '{}',
    '[{}]',
    '[{ target: 1 }]',
    '[{ duration: "1s" }]',
    '[{ duration: "100ms", target: 0 }]',
    '[{ duration: "1s", target: -1 }]',
    '[{ duration: "200ms", target: 1, extra: 1 }]',
    '"1s:1"',
  ],
  rate: ['0', '-1', '0.5', '"2"', 'null', 'undefined', 'NaN'],
  startRate: ['-1', '0', '"1"', 'null', 'undefined'],
  preAllocatedVUs: ['0', '-1', '"1"', 'null', 'undefined'],
};

const EXTRA: readonly string[] = [
  'timeUnit: "0s"',
  'timeUnit: "-1s"',
  'timeUnit: 500',
  'maxVUs: 0',
  'maxVUs: "2"',
  'maxDuration: "500ms"',
  'maxDuration: 0',
  'gracefulStop: "-1s"',
  'gracefulStop: null',
  'gracefulStop: 0',
  'startTime: "-1s"',
  'startTime: 100',
  'startTime: "0.1s"',
  'exec: "nowhere"',
  'exec: ""',
  'exec: 5',
  'env: { A: 1 }',
  'env: { A: "1" }',
  'env: null',
  'tags: { a: 1 }',
  'tags: { a: "1" }',
  'tags: { scenario: "mine" }',
  'tags: { name: "mine" }',
  'unknown: 1',
  'options: {}',
  'options: { browser: {} }',
  'gracefulRampDown: "0s"',
];

const BODY = 'http.get(BASE + "/ok?" + (__ENV.A || "")); sleep(0.4);';
const text = (fields: Readonly<Record<string, string>>): string =>
  `{ ${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')} }`;

function wrongFields(executor: string): Case[] {
  const sound = Object.fromEntries(
    Object.entries({ executor, ...SOUND[executor] }).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  return Object.keys(SOUND[executor]!).flatMap((field) =>
    WRONG[field]!.map((value): Case => {
      const { [field]: _left, ...others } = sound;
      const fields = value === 'undefined' ? others : { ...sound, [field]: value };
      return { name: `${executor} ${field}=${value}`, script: scenario(text(fields), BODY), workers: [2], slack: 1 };
    }),
  );
}

const extras = EXTRA.map(
  (extra): Case => ({
    name: `shared-iterations with ${extra}`,
    script: scenario(`{ executor: 'shared-iterations', ${extra} }`, BODY),
    workers: [2],
  }),
);

const SPELLINGS = [
  '{ EXECUTOR: "shared-iterations", VUs: 2, Iterations: 2 }',
  '{ executor: "ramping-vus", startvus: 2, STAGES: [{ Duration: "300ms", Target: 2 }] }',
  '{ executor: "constant-arrival-rate", Rate: 4, timeunit: "1s", duration: "1s", preallocatedvus: 2, maxvus: 3 }',
  '{ executor: "Shared-Iterations" }',
  '{ executor: "externally-controlled", vus: 1, duration: "1s" }',
  '{ executor: "nothing" }',
  '{ executor: "" }',
  '{ executor: 5 }',
  '{}',
  'null',
  '[]',
  '"shared-iterations"',
].map(
  (config): Case => ({ name: `spelling ${config}`, script: scenario(config, 'sleep(0.2);'), workers: [2], slack: 1 }),
);

const NAMES = ['a b', 'ä', 'a.b', '', 'a_B-9', '1', '__proto__'].map(
  (name): Case => ({
    name: `name '${name}'`,
    script: `import http from 'k6/http';
export const options = { scenarios: { [${JSON.stringify(name)}]: { executor: 'shared-iterations' } } };
export default function () { http.get(__ENV.BASE + '/ok'); }\n`,
    workers: [2],
  }),
);

export const executorFaults = family('executor-faults', [
  ...Object.keys(SOUND).flatMap(wrongFields),
  ...extras,
  ...SPELLINGS,
  ...NAMES,
]);
