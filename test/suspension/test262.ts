// Runs the public language suite with blocking calls put into its files, compiled, and counts what differs from plain Node:
//   node dist/test/suspension/test262.js PATH [filter] [--level complete|optimised] [--every N] [--list FILE]
// PATH is a checkout of tc39/test262. `filter` is a part of a path below its test/ folder. --every 10 takes one file in ten.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LEVELS, type Level, nameOf } from './adapter.js';
import type { FileJob, FileResult, Status } from './test262/run-file.js';
import { filesOf } from './test262/selection.js';
import { type Row, tableOf } from './test262/table.js';
import { Watched } from './watched.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    level: { type: 'string' },
    every: { type: 'string', default: '1' },
    list: { type: 'string', default: 'test262-differences.txt' },
  },
});
const [checkout, filter = ''] = positionals;
if (checkout === undefined) throw new Error('which checkout of tc39/test262?');
const levels: readonly Level[] = values.level ? [values.level as Level] : LEVELS;
const every = Number(values.every);
const files = filesOf(checkout, filter).filter((_, i) => i % every === 0);

const rows: Row[] = [];
const differences: string[] = [];
const skipped = new Map<string, number>();
let inserted = 0;
await using worker = new Watched<FileJob, FileResult>(join(import.meta.dirname, 'test262', 'worker.js'), {
  limitMs: 20_000,
  jobsPerProcess: 1000,
});
for (const [i, path] of files.entries()) {
  const answer = await worker.run({ checkout, path, levels });
  if (i % 500 === 499) console.error(`${i + 1} of ${files.length}`);
  for (const { level, status, reason } of 'lost' in answer ? lostFile(answer) : answer.results) {
    for (const name of level === '' ? levels.map(nameOf) : [level]) rows.push({ path, level: name, status });
    if (status === 'skipped') skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    else if (status !== 'equal') differences.push(`${status}\t${level}\t${path}\t${reason.replace(/\s+/g, ' ')}`);
  }
  if (!('lost' in answer)) inserted += answer.inserted;
}

/** Which level it was is not known. */
function lostFile({ lost, detail }: { lost: string; detail: string }) {
  const status: Status = 'different';
  return levels.map((level) => ({ level: nameOf(level), status, reason: `${lost}: ${detail}` }));
}

console.log(tableOf(rows));
console.log(`${inserted} blocking calls inserted`);
console.log('Skipped:');
for (const [reason, count] of [...skipped].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(7)}  ${reason}`);
writeFileSync(values.list, `${differences.join('\n')}\n`);
console.log(`${differences.length} differences are listed in ${values.list}`);
