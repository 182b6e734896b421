// Scenarios that follow each other without a gap, every pair of executors, many times: no run may be lost by it, and the
// VUs must be as many as in k6 all the time.
// `npm run hand-overs -- PATH_TO_K6 [ROUNDS] [WORKERS,WORKERS…] [SIDE_BY_SIDE]`
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Table from 'cli-table3';
import { tempFolder } from '../helpers/temp.js';
import type { Case } from './case.js';
import { heldHandovers } from './cases/handovers.js';
import { curveOf, follows, shortly } from './curve.js';
import { runProcess } from './run-process.js';
import { CompareServer } from './server/server.js';
import { k6, salvo, type Tool, toolEnv } from './tools.js';

/** What is left of one run. */
interface Seen {
  readonly exit: number | string;
  readonly firstRequests: number;
  readonly secondRequests: number;
  readonly dropped: number;
  /** VUs in an iteration over time, as the server saw them. */
  readonly curve: readonly number[];
}

/** Two scenarios of a second, and what may still run behind them. */
const LASTS_MS = 3000;
/** Runs of k6 of which one must be like each of ours. */
const REFERENCES = 3;
const ATTEMPTS = 3;
/** A request more or less at either end is chance, in k6 too. */
const SLACK = 2;

/** Runs mostly wait: three for two cores leave each its time. */
const [k6Path, rounds = '1', workers = '1,2', sideBySide = '3'] = process.argv.slice(2);
if (k6Path === undefined)
  throw new Error('npm run hand-overs -- PATH_TO_K6 [ROUNDS] [WORKERS,WORKERS…] [SIDE_BY_SIDE]');
const ours = workers.split(',').map((count) => salvo(Number(count)));
const seen = new Map<string, Seen[]>();
let repeated = 0;

for (let time = 0; time < REFERENCES; time++) await runAll([k6(resolve(k6Path))]);
for (let round = 0; round < Number(rounds); round++) {
  await runAll(ours);
  process.stderr.write(`\r${round + 1} of ${rounds} rounds `);
}
process.stderr.write('\n');
report();

async function runAll(tools: readonly Tool[]): Promise<void> {
  const left = heldHandovers.flatMap((one) => tools.map((tool) => ({ one, tool })));
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const key = keyOf(next.one, next.tool);
      seen.set(key, [...(seen.get(key) ?? []), await steadyRun(next.one, next.tool)]);
    }
  };
  await Promise.all(Array.from({ length: Number(sideBySide) }, lane));
}

/** A busy machine shifts what happens within a second; what does not come back is none of the tool's doing. */
async function steadyRun(one: Case, tool: Tool): Promise<Seen> {
  const references = referencesOf(one);
  for (let attempt = 1; ; attempt++) {
    const seen = await run(one, tool);
    const isLost = seen.exit !== 0;
    if (isLost || attempt === ATTEMPTS || references.length < REFERENCES || isLikeOne(seen, references)) return seen;
    repeated++;
  }
}

async function run({ script }: Case, tool: Tool): Promise<Seen> {
  await using folder = await tempFolder({ 'script.js': script });
  await using server = await new CompareServer().listen();
  const env = { ...toolEnv(folder.path), BASE: `http://127.0.0.1:${server.port}` };
  const command = [...tool.command, 'run', ...tool.runFlags, '--quiet', '--out', 'json=samples.json', 'script.js'];
  const { exit } = await runProcess({ command, cwd: folder.path, env });
  await server.settled();
  const samples = await readFile(join(folder.path, 'samples.json'), 'utf8').catch(() => '');
  const values = (metric: string): number[] =>
    [...samples.matchAll(new RegExp(`^{"metric":"${metric}","type":"Point".*?"value":([\\d.]+)`, 'gm'))].map(
      ([, value]) => Number(value),
    );
  const requests = (which: string): number =>
    server.record.requests.filter(({ line }) => line.includes(`?${which} `)).length;
  return {
    exit,
    firstRequests: requests('first'),
    secondRequests: requests('second'),
    dropped: values('dropped_iterations').reduce((sum, value) => sum + value, 0),
    curve: curveOf(server.record.requests, LASTS_MS),
  };
}

function report(): void {
  const table = new Table({
    head: ['pair', 'by', 'runs', 'exit not 0', 'first', 'second', 'dropped', 'VUs × s', 'verdict'],
    style: { head: [], border: [] },
  });
  const others: string[] = [];
  for (const one of heldHandovers) {
    const references = referencesOf(one);
    for (const tool of [k6(''), ...ours]) {
      const runs = seen.get(keyOf(one, tool)) ?? [];
      const wrong = runs.filter((run) => !isLikeOne(run, references));
      table.push([
        one.name,
        tool.name,
        runs.length,
        runs.filter(({ exit }) => exit !== 0).length,
        ...(['firstRequests', 'secondRequests', 'dropped'] as const).map((field) => span(runs, field)),
        shortly(runs[0]?.curve ?? []),
        wrong.length === 0 ? 'as k6' : `${wrong.length} differ`,
      ]);
      others.push(...wrong.map((run) => `${keyOf(one, tool)}: ${shortly(run.curve)}`));
    }
  }
  console.log(table.toString());
  console.log(others.join('\n'));
  console.log(
    `${others.length} of ${[...seen.values()].flat().length} runs differ from k6's, ${repeated} were repeated`,
  );
  process.exitCode = others.length > 0 ? 1 : 0;
}

function referencesOf(one: Case): readonly Seen[] {
  return seen.get(keyOf(one, k6(''))) ?? [];
}

function isLikeOne(run: Seen, references: readonly Seen[]): boolean {
  return references.some((reference) => isLike(run, reference));
}

function isLike(run: Seen, reference: Seen): boolean {
  const counts = ['firstRequests', 'secondRequests', 'dropped'] as const;
  return (
    run.exit === reference.exit &&
    follows(run.curve, reference.curve) &&
    counts.every((field) => Math.abs(run[field] - reference[field]) <= SLACK)
  );
}

function span(runs: readonly Seen[], field: Exclude<keyof Seen, 'exit' | 'curve'>): string {
  const values = runs.map((run) => run[field]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least} to ${most}`;
}

function keyOf({ name }: Case, { name: tool }: Tool): string {
  return `${name} ${tool}`;
}
