// What does data cost? The most memory (resident, of the whole process) of a run whose VUs stream a CSV file of 200 MB, and
// of runs with a million rows in a SharedArray, beside the same run without. Linux only. Arguments: MB of the file, VUs,
// rows, and seconds of streaming.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [fileMb = 200, vus = 100, rows = 1_000_000, seconds = 20] = process.argv.slice(2).map(Number);
const MAIN = join(import.meta.dirname, '..', 'src', 'cli', 'main.js');
const LOOK_EVERY_MS = 50;

const HEAD = `import { Counter } from 'k6/metrics';
  import * as fs from 'k6/experimental/fs';
  import * as csv from 'k6/experimental/csv';
  import { SharedArray } from 'k6/data';
  const seen = new Counter('rows_seen');
  export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: ${vus}, iterations: 1, maxDuration: '30m' } } };`;
const READ_ALL = `
  export default async function () {
    const end = Date.now() + ${seconds} * 1000;
    for (let count = 1, row = await parser.next(); !row.done && Date.now() < end; row = await parser.next()) {
      if (++count % 100 === 0) seen.add(100);
    }
  }`;
const READ_SOME =
  'export default function () { for (let i = 0; i < 100; i++) if (data[i * 1000].length !== 3) throw data.length; seen.add(data.length); }';
const MAKE_ROWS = `Array.from({ length: ${rows} }, (_, i) => ['user-' + i, 'name of user ' + i, String(i % 97)])`;

const folder = mkdtempSync(join(tmpdir(), 'salvo-data-'));
try {
  await writeCsv(join(folder, 'large.csv'), fileMb * 1e6);
  await writeCsv(join(folder, 'rows.csv'), Number.POSITIVE_INFINITY, rows);
  const variants = {
    'no data': `${HEAD} export default function () { seen.add(1); }`,
    [`${fileMb} MB streamed by each VU for ${seconds} s`]: `${HEAD} const parser = new csv.Parser(await fs.open('large.csv')); ${READ_ALL}`,
    [`${rows} rows, csv.parse`]: `${HEAD} const data = await csv.parse(await fs.open('rows.csv')); ${READ_SOME}`,
    [`${rows} rows, SharedArray`]: `${HEAD} const data = new SharedArray('rows', () => ${MAKE_ROWS}); ${READ_SOME}`,
  };
  console.log(`${vus} VUs; most memory of the process, and above the run without data`);
  const bases = new Map<number, number>();
  for (const [name, script] of Object.entries(variants)) {
    for (const workers of [1, 2]) {
      const { mb, seen, tookMs } = await measure(script, workers);
      if (name === 'no data') bases.set(workers, mb);
      const above = name === 'no data' ? '' : `, ${Math.round(mb - bases.get(workers)!)} MB above`;
      const took = `${seen} rows seen, ${(tookMs / 1000).toFixed(1)} s`;
      console.log(`${name}, ${workers} workers: ${Math.round(mb)} MB${above}; ${took}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function writeCsv(path: string, bytes: number, most = Number.POSITIVE_INFINITY): Promise<void> {
  const file = createWriteStream(path);
  for (let row = 0, written = 0; written < bytes && row < most; row++) {
    const line = `user-${row},name of user ${row},"text, with ""quotes"" ${row % 97}"\n`;
    written += line.length;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

async function measure(script: string, workers: number): Promise<{ mb: number; seen: string; tookMs: number }> {
  const path = join(folder, 'script.js');
  writeFileSync(path, script);
  const startMs = performance.now();
  const child = spawn(process.execPath, [MAIN, 'run', '--quiet', '--workers', String(workers), path]);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  let mb = 0;
  const timer = setInterval(() => (mb = Math.max(mb, mostMb(child))), LOOK_EVERY_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`ended with ${code}:\n${output}`);
  const seen = /rows_seen\.*: (\d+)/.exec(output)?.[1] ?? '?';
  return { mb, seen, tookMs: performance.now() - startMs };
}

/** The system's own high-water mark, so that nothing is missed between two looks. */
function mostMb({ pid }: ChildProcess): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
