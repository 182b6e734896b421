// Runs every case under k6 and under Salvo with several numbers of workers, and prints where they differ.
// Arguments: PATH_TO_K6 [FILTER] [--workers 1,2,3] [--parallel N] [--once] [--markdown FILE] [--list]
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES } from './cases/index.js';
import { type Compared, Comparison } from './compare-case.js';
import { markdownOf } from './markdown.js';
import { printTable } from './table.js';

const USAGE =
  'npm run compare:k6 -- PATH_TO_K6 [FILTER] [--workers 1,2,3] [--parallel N] [--once] [--markdown FILE] [--list]';
/** Runs mostly wait; two for two cores keep timings true. */
const PARALLEL = '2';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    workers: { type: 'string', default: '1,2,3' },
    parallel: { type: 'string', default: PARALLEL },
    markdown: { type: 'string' },
    once: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const [k6Path, filter = ''] = positionals;
if (k6Path === undefined) {
  console.error(USAGE);
  process.exit(1);
}
const wanted = CASES.filter(({ name }) => name.includes(filter));
if (wanted.length === 0) {
  console.error(`no case has '${filter}' in its name`);
  process.exit(1);
}
if (values.list) {
  for (const { name } of wanted) console.log(name);
} else {
  const compared = await compareAll();
  printTable(compared);
  if (values.markdown !== undefined) writeFileSync(values.markdown, markdownOf(compared));
  process.exitCode = compared.some(isToMend) ? 1 : 0;
}

async function compareAll(): Promise<Compared[]> {
  const comparison = new Comparison({
    k6Path: resolve(k6Path!),
    workers: values.workers.split(',').map(Number),
    once: values.once,
  });
  const left = [...wanted];
  const compared: Compared[] = [];
  const lane = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      compared.push(await comparison.compare(one));
      process.stderr.write(`\r${compared.length} of ${wanted.length}, ${compared.filter(isToMend).length} differ `);
    }
  };
  await Promise.all(Array.from({ length: Number(values.parallel) }, lane));
  process.stderr.write('\n');
  const place = new Map(wanted.map(({ name }, at) => [name, at]));
  return compared.sort((a, b) => place.get(a.name)! - place.get(b.name)!);
}

function isToMend({ differences, failure }: Compared): boolean {
  return failure !== undefined || differences.some(({ reason }) => reason === undefined);
}
