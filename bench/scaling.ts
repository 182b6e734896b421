// What a second worker gives a script that works for itself: 100 µs of computing in every iteration, no network.
// Wanted: 1.85 times. Arguments: seconds of a run, rounds.
import { lineupsOf } from '../src/report/scaling/lineup.js';
import { renderLineups } from '../src/report/scaling/table.js';
import { wordsOf } from '../src/report/scaling/words.js';
import { interleaved, numbersOr, salvoRound, scriptFile } from './rounds.js';

const WORK = `
  function work(turns) {
    let value = 1;
    for (let turn = 0; turn < turns; turn++) value = (Math.imul(value, 1103515245) + 12345) | 0;
    return value;
  }
`;
const WANTED_US = 100;

const [seconds, rounds] = numbersOr(3, 5);
const turns = turnsFor(WANTED_US);
const script = scriptFile(`${WORK}
  export default function () { if (work(${turns}) === 0.5) throw new Error('never'); }`);
console.log(`${turns} turns of a multiplication are about ${WANTED_US} µs here.`);

const WORKERS = [1, 2];
const results = await interleaved(WORKERS, rounds, (workers) =>
  salvoRound(script, '--vus=20', `--duration=${seconds}s`, `--workers=${workers}`),
);
const byRound = Array.from({ length: rounds }, (_, round) => WORKERS.map((workers) => results.get(workers)![round]!));
const lineups = lineupsOf(WORKERS, byRound);
console.log(`${renderLineups(lineups)}\n${wordsOf(lineups).join('\n')}`);

/** How often this machine can turn in that time, once it is warm; the best of several, so that noise does not count. */
function turnsFor(micros: number): number {
  const work = new Function(`${WORK} return work;`)() as (turns: number) => number;
  const TRIAL = 1_000_000;
  const times = Array.from({ length: 30 }, () => {
    const start = process.hrtime.bigint();
    work(TRIAL);
    return Number(process.hrtime.bigint() - start) / 1000;
  });
  return Math.round((TRIAL * micros) / Math.min(...times));
}
