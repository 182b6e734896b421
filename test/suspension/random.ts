// Random programs against plain Node, each difference with the smallest program that still shows it:
//   node dist/test/suspension/random.js [--seed N] [--count M] [--vus V] [--level complete|optimised] [--whole] [--print]
// --whole: don't make programs smaller. --print: only print the programs.
import { parseArgs } from 'node:util';
import { LEVELS, type Level, nameOf } from './adapter.js';
import { programOf } from './program/program.js';
import { ownPart, runPrograms, smallest, startWorker } from './random-programs.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    vus: { type: 'string', default: '5' },
    level: { type: 'string' },
    whole: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
  },
});
const from = Number(values.seed);
const count = Number(values.count);
const levels: readonly Level[] = values.level ? [values.level as Level] : LEVELS;

if (values.print) {
  for (let seed = from; seed < from + count; seed++) console.log(programOf(seed));
} else {
  await using worker = startWorker();
  const kinds = new Map<string, number>();
  const totals = await runPrograms(
    worker,
    { from, count, levels, vus: Number(values.vus) },
    async (seed, difference) => {
      const { level, kind, detail } = difference;
      const name = `${level}: ${kind}`;
      kinds.set(name, (kinds.get(name) ?? 0) + 1);
      console.log(`--- seed ${seed}, ${name}: ${detail.slice(0, 400)}`);
      const of = levels.find((one) => nameOf(one) === level) ?? 'complete';
      if (!values.whole && level !== 'one of all') console.log(ownPart(await smallest(worker, seed, of, difference)));
    },
  );
  console.log(`${totals.programs} programs, ${totals.useless} useless, ${totals.lines} lines of log`);
  for (const [name, number] of kinds) console.log(`${String(number).padStart(7)}  ${name}`);
  process.exitCode = kinds.size > 0 ? 1 : 0;
}
