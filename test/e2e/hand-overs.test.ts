// Scenarios that follow each other without a gap use the same VUs: whoever comes waits for those that are being
// interrupted, and no run is lost by it. Every pair of executors, many in one run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempScript } from '../helpers/temp.js';

type Fields = Readonly<Record<string, unknown>>;

/** One VU for so many seconds, by each executor. */
const kinds = (seconds: number): Readonly<Record<string, Fields>> => {
  const duration = `${seconds}s`;
  return {
    shared: { executor: 'shared-iterations', vus: 1, iterations: 100_000, maxDuration: duration },
    perVu: { executor: 'per-vu-iterations', vus: 1, iterations: 100_000, maxDuration: duration },
    constant: { executor: 'constant-vus', vus: 1, duration },
    ramping: { executor: 'ramping-vus', startVUs: 1, stages: [{ duration, target: 1 }], gracefulRampDown: '0s' },
    rate: { executor: 'constant-arrival-rate', rate: 20, duration, preAllocatedVUs: 1 },
    rampingRate: {
      executor: 'ramping-arrival-rate',
      startRate: 20,
      stages: [{ duration, target: 20 }],
      preAllocatedVUs: 1,
    },
  };
};

/** The same with jumps at both ends, where executors have stages. */
function jumps(seconds: number): Readonly<Record<string, Fields>> {
  const { ramping, rampingRate } = kinds(seconds);
  const stages = (target: number) => [
    { duration: '0s', target },
    { duration: `${seconds}s`, target },
    { duration: '0s', target: 0 },
  ];
  return {
    ramping: { ...ramping, startVUs: 0, stages: stages(1) },
    rampingRate: { ...rampingRate, startRate: 0, stages: stages(20) },
  };
}

/** The iterations of the first scenario end only by interruption; the second one starts in that very instant. */
function pairs(
  label: string,
  firsts: ReturnType<typeof kinds>,
  seconds: ReturnType<typeof kinds>,
  gracefulStop = 0,
): [string, Fields][] {
  return Object.entries(firsts).flatMap(([one, first]) =>
    Object.entries(seconds).flatMap(([other, second]): [string, Fields][] => [
      [`${label}_${one}_${other}_a`, { ...first, gracefulStop: `${gracefulStop}s`, exec: 'long' }],
      [
        `${label}_${one}_${other}_b`,
        { ...second, gracefulStop: '0s', startTime: `${1 + gracefulStop}s`, exec: 'short' },
      ],
    ]),
  );
}

// The second scenarios have time enough to be seen beginning on a machine that is busy with other things.
const scenarios = Object.fromEntries([
  ...pairs('at_once', kinds(1), kinds(4)),
  ...pairs('graceful', kinds(1), kinds(4), 1),
  ...pairs('from_jump', jumps(1), kinds(4)),
  ...pairs('to_jump', kinds(1), jumps(4)),
]);
const PAIRS = Object.keys(scenarios).length / 2;

const SCRIPT = `
  import { sleep } from 'k6';
  import exec from 'k6/execution';
  export const options = { scenarios: ${JSON.stringify(scenarios)} };
  const seen = new Set();
  function say() {
    const { name } = exec.scenario;
    if (!seen.has(name)) console.log('began ' + name);
    seen.add(name);
  }
  export function long() { say(); sleep(600); }
  export function short() { say(); sleep(0.02); }
`;

for (const workers of [1, 2])
  test(`each of ${PAIRS} pairs hands its VU over, on ${workers} workers`, async () => {
    await using script = await tempScript(SCRIPT);
    const { code, stdout, stderr } = await runSalvo(['run', `--workers=${workers}`, script.path]);
    assert.equal(code, 0, stderr.slice(0, 2000));
    const began = new Set([...stderr.matchAll(/began (\w+)/g)].map(([, name]) => name!));
    const missing = Object.keys(scenarios).filter((name) => name.endsWith('_b') && !began.has(name));
    assert.deepEqual(missing, []);
    // No VU was made besides those of the plan: one for each pair.
    assert.match(stdout, new RegExp(`vus_max\\.+: ${PAIRS} `), stdout.slice(-3000));
    assert.doesNotMatch(stderr, /no VU has come back/);
    // Node's own, of listeners: more than ten scenarios have never been a leak.
    assert.doesNotMatch(stderr, /Warning/);
  });

test('a VU that was idle works for the next scenario at once, and is not interrupted with those it came from', async () => {
  const pool = { executor: 'constant-arrival-rate', duration: '1s', preAllocatedVUs: 2 };
  const twelve = Array.from({ length: 12 }, (_, pair): [string, Fields][] => [
    // One start in the second: the other VU is idle all the time.
    [`a${pair}`, { ...pool, rate: 1, gracefulStop: '0s', exec: 'long' }],
    [`b${pair}`, { ...pool, rate: 50, startTime: '1s', exec: 'short' }],
  ]);
  await using script = await tempScript(`
    import { sleep } from 'k6';
    export const options = { scenarios: ${JSON.stringify(Object.fromEntries(twelve.flat()))} };
    export function long() { sleep(600); }
    export function short() { sleep(0.01); }
  `);
  const { code, stdout, stderr } = await runSalvo(['run', '--workers=1', script.path]);
  assert.equal(code, 0, stderr);
  const last = [...stdout.matchAll(/complete and (\d+) interrupted iterations/g)].at(-1);
  assert.equal(last?.[1], '12');
});
