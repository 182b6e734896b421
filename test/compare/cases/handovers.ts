// Scenarios that follow each other without a gap: every pair of executors.
import { type Case, family } from '../case.js';
import { PRELUDE } from './scripts.js';

const HALF = { gracefulStop: '0s' } as const;
const KINDS = {
  shared: { executor: 'shared-iterations', vus: 2, iterations: 100, maxDuration: '1s', ...HALF },
  perVu: { executor: 'per-vu-iterations', vus: 2, iterations: 100, maxDuration: '1s', ...HALF },
  constant: { executor: 'constant-vus', vus: 2, duration: '1s', ...HALF },
  ramping: { executor: 'ramping-vus', startVUs: 2, stages: [{ duration: '1s', target: 2 }], ...HALF },
  rate: { executor: 'constant-arrival-rate', rate: 4, duration: '1s', preAllocatedVUs: 2, ...HALF },
  rampingRate: {
    executor: 'ramping-arrival-rate',
    startRate: 4,
    stages: [{ duration: '1s', target: 4 }],
    preAllocatedVUs: 2,
    ...HALF,
  },
} as const;

/** Iterations of the first scenario are cut, those of the second are not all. */
interface Bodies {
  readonly first: string;
  readonly second: string;
}

const script = (first: object, second: object, bodies: Bodies): string => `${PRELUDE}
export const options = { scenarios: {
  first: ${JSON.stringify({ ...first, exec: 'first' })},
  second: ${JSON.stringify({ ...second, startTime: '1s', exec: 'second' })},
} };
export function first() { ${bodies.first} }
export function second() { ${bodies.second} }
`;

const pairs = (bodies: Bodies): readonly Case[] =>
  Object.entries(KINDS).flatMap(([a, first]) =>
    Object.entries(KINDS).map(([b, second]): Case => {
      return { name: `${a} then ${b}`, script: script(first, second, bodies), slack: 2 };
    }),
  );

export const handovers = family(
  'handovers',
  pairs({
    first: "http.get(BASE + '/ok?first'); sleep(10);",
    second: "http.get(BASE + '/ok?second'); sleep(0.4);",
  }),
);

/** The same pairs; an iteration is one request that the server holds, so that it sees how many VUs are in one. */
export const heldHandovers = pairs({
  first: "http.get(BASE + '/delay/10000?first');",
  second: "http.get(BASE + '/delay/800?second');",
});
