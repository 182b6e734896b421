// One case with one number of VUs, in a process of its own: compiled and by hand in turns, the order changing.
// Prints the ns per iteration of each round as JSON.
import { constants, createContext, runInContext } from 'node:vm';
import { CASES, HOT_LOOP } from './cases.js';
import { type CompiledVu, instances, load } from './compiled.js';
import { type Answers, check, groupByHand, Natives } from './natives.js';

const ROUNDS = 11;
const ROUND_MS = 40;

const [what, countText, answers] = process.argv.slice(2) as [string, string, Answers];
const count = Number(countText);
const natives = new Natives(answers);
const NO_ARGS: readonly unknown[] = [];

type Round = () => Promise<void> | void;

async function pair(): Promise<[Round, Round]> {
  if (what === 'hot loop') return hotLoop();
  const found = CASES.find(({ name }) => name === what)!;
  const vus = instances(await load(found.k6, natives.modules), count);
  const make = inRealm(`(function (http, check, group) {${found.byHand}})`);
  const byHand = Array.from(
    { length: count },
    () => make(natives.promising, check, groupByHand.group) as () => Promise<void>,
  );
  return [() => runCompiled(vus), () => runByHand(byHand)];
}

/** As scripts are: in our own realm it would be inlined into what calls it, and what it calls into it. */
const inRealm = (code: string): ((...args: unknown[]) => unknown) =>
  runInContext(code, createContext(constants.DONT_CONTEXTIFY as never)) as never;

let ended = 0;
const onEnd = (): void => {
  ended++;
};

function runCompiled(vus: readonly CompiledVu[]): void {
  ended = 0;
  for (const { loop, main } of vus) loop.run(main, NO_ARGS, onEnd);
  while (ended < count) natives.answerStrands();
}

async function runByHand(functions: readonly (() => Promise<void>)[]): Promise<void> {
  let left = functions.length;
  const done = (): void => {
    left--;
  };
  for (const fn of functions) void fn().then(done);
  // Each turn of this loop is one more microtask: next to nothing, and less than leaving to the event loop.
  while (left > 0) {
    natives.answerPromises();
    await null;
  }
}

async function hotLoop(): Promise<[Round, Round]> {
  const vus = instances(await load(HOT_LOOP.k6, natives.modules), count);
  const compiled = vus.map(({ main }) => main as (seed: number) => number);
  const make = inRealm(`(function () {${HOT_LOOP.byHand}})`);
  const byHand = Array.from({ length: count }, () => make() as (seed: number) => number);
  let sum = 0;
  const all = (functions: readonly ((seed: number) => number)[]) => () => {
    for (const fn of functions) sum += fn(sum & 7);
  };
  return [all(compiled), all(byHand)];
}

/** ns of processor time per iteration of one VU; wall time would count what else the machine does. */
async function time(round: Round): Promise<number> {
  const start = process.cpuUsage();
  let rounds = 0;
  let elapsedUs = 0;
  do {
    for (let i = 0; i < Math.max(1, 200 / count); i++, rounds++) await round();
    const { user, system } = process.cpuUsage(start);
    elapsedUs = user + system;
  } while (elapsedUs < ROUND_MS * 1000);
  return (elapsedUs * 1000) / rounds / count;
}

const [compiled, byHand] = await pair();
const result = { compiled: [] as number[], byHand: [] as number[] };
for (let round = -3; round < ROUNDS; round++) {
  const inTurn = [async () => ['compiled', await time(compiled)], async () => ['byHand', await time(byHand)]] as const;
  for (const measure of round % 2 === 0 ? inTurn : [...inTurn].reverse()) {
    const [name, ns] = (await measure()) as ['compiled' | 'byHand', number];
    if (round >= 0) result[name].push(ns);
  }
}
console.log(JSON.stringify(result));
