// Executors and their parameters: which iterations run, what is dropped, cut and counted.
import { type Case, family, grid, label } from '../case.js';
import { scenario } from './scripts.js';

/** What an iteration does. `numbered` tells the server which iteration it is. */
const WORK = {
  numbered: `http.get(\`\${BASE}/ok?i=\${exec.scenario.iterationInTest}\`); sleep(0.1);`,
  short: `http.get(\`\${BASE}/ok\`); sleep(0.3);`,
  long: `http.get(\`\${BASE}/ok\`); sleep(0.75); http.get(\`\${BASE}/ok?after\`);`,
  endless: `http.get(\`\${BASE}/ok\`); sleep(30);`,
} as const;
type Work = keyof typeof WORK;

function cases(executor: string, rows: readonly { readonly work: Work; readonly [key: string]: unknown }[]): Case[] {
  return rows.map(({ work, slack, ...fields }) => ({
    name: `${executor} ${label(fields)} ${work}`,
    script: scenario({ executor, ...fields }, WORK[work]),
    ...(slack === undefined ? {} : { slack: slack as number }),
  }));
}

const sharedIterations = cases('shared-iterations', [
  ...grid({ work: ['numbered'] as const, vus: [1, 2, 5], iterations: [5, 8] }),
  ...grid({ work: ['long'] as const, vus: [2], iterations: [8], maxDuration: ['1s'], gracefulStop: ['0s', '2s'] }),
  ...grid({ work: ['endless'] as const, vus: [1, 3], iterations: [4], maxDuration: ['1s'], gracefulStop: ['0s'] }),
]);

const perVuIterations = cases('per-vu-iterations', [
  ...grid({ work: ['numbered'] as const, vus: [1, 2, 5], iterations: [1, 3] }),
  ...grid({ work: ['long'] as const, vus: [2], iterations: [4], maxDuration: ['1s'], gracefulStop: ['0s', '2s'] }),
  ...grid({ work: ['endless'] as const, vus: [1, 3], iterations: [2], maxDuration: ['1s'], gracefulStop: ['0s'] }),
]);

const constantVus = cases('constant-vus', [
  ...grid({ work: ['short'] as const, vus: [1, 2, 5], duration: ['1s'] }),
  ...grid({ work: ['long'] as const, vus: [2], duration: ['1s'], gracefulStop: ['0s', '100ms', '2s'] }),
  ...grid({ work: ['endless'] as const, vus: [1, 3], duration: ['1s'], gracefulStop: ['0s', '300ms'] }),
]);

const STAGES = {
  up: [
    { duration: '900ms', target: 3 },
    { duration: '450ms', target: 3 },
  ],
  down: [
    { duration: '200ms', target: 3 },
    { duration: '900ms', target: 0 },
  ],
  jump: [
    { duration: '0s', target: 3 },
    { duration: '800ms', target: 3 },
    { duration: '0s', target: 1 },
    { duration: '500ms', target: 1 },
  ],
  hold: [{ duration: '1s', target: 2 }],
  zero: [
    { duration: '300ms', target: 0 },
    { duration: '700ms', target: 2 },
    { duration: '200ms', target: 2 },
  ],
};

const rampingVus = cases('ramping-vus', [
  ...grid({ work: ['short'] as const, startVUs: [0, 1, 3], stages: Object.values(STAGES), slack: [1] }),
  ...grid({
    work: ['endless'] as const,
    startVUs: [3],
    stages: [STAGES.down, STAGES.jump],
    gracefulRampDown: ['0s', '200ms', '30s'],
    gracefulStop: ['0s'],
  }),
]);

const constantRate = cases('constant-arrival-rate', [
  // An iteration that is due at the very end runs or not, in k6 too.
  ...grid({
    work: ['short'] as const,
    rate: [4, 10],
    timeUnit: ['1s', '500ms'],
    duration: ['1050ms'],
    preAllocatedVUs: [1, 10],
    slack: [1],
  }),
  ...grid({ work: ['long'] as const, rate: [5], duration: ['1s'], preAllocatedVUs: [1], maxVUs: [2, 5], slack: [1] }),
  ...grid({
    work: ['endless'] as const,
    rate: [5],
    duration: ['1050ms'],
    preAllocatedVUs: [2],
    gracefulStop: ['0s', '200ms'],
    slack: [1],
  }),
]);

const rampingRate = cases('ramping-arrival-rate', [
  ...grid({
    work: ['short'] as const,
    startRate: [0, 10],
    timeUnit: ['1s', '2s'],
    stages: [
      [{ duration: '1050ms', target: 10 }],
      [
        { duration: '500ms', target: 10 },
        { duration: '550ms', target: 0 },
      ],
      [
        { duration: '0s', target: 8 },
        { duration: '1050ms', target: 8 },
      ],
    ],
    preAllocatedVUs: [8],
    slack: [1],
  }),
  ...grid({
    work: ['long'] as const,
    startRate: [6],
    stages: [[{ duration: '1050ms', target: 6 }]],
    preAllocatedVUs: [1],
    maxVUs: [2, 6],
    slack: [1],
  }),
]);

export const executors = family('executors', [
  ...sharedIterations,
  ...perVuIterations,
  ...constantVus,
  ...rampingVus,
  ...constantRate,
  ...rampingRate,
]);
