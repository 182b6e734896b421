// What the benchmarks share: runs of Salvo in fresh processes, rounds in turn, and a table of what came of it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import type { Host } from '../src/base/host.js';
import { spawnRound } from '../src/cli/rounds/spawn-round.js';
import { Race } from '../src/engine/endings/race.js';
import { median } from '../src/report/scaling/median.js';
import type { Round } from '../src/report/scaling/round.js';

export const SALVO = join(import.meta.dirname, '..', 'bundle', 'src', 'cli', 'main.js');

const host: Host = {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  onSignal: () => {},
};

/** A script in a file of its own, until the benchmark ends. */
export function scriptFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'salvo-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'script.js');
  writeFileSync(file, text);
  return file;
}

/** One run of `salvo run` in a fresh process; what it logs goes to stderr. */
export const salvoRound = (file: string, ...flags: string[]): Promise<Round> =>
  spawnRound({ file, argv: flags }, host, new Race(), (text) => void process.stderr.write(text));

/** All results by variant; every second round takes the variants backwards. */
export async function interleaved<Variant extends string | number, Result>(
  variants: readonly Variant[],
  rounds: number,
  run: (variant: Variant) => Promise<Result>,
): Promise<Map<Variant, Result[]>> {
  const results = new Map<Variant, Result[]>(variants.map((variant) => [variant, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? variants : variants.toReversed();
    for (const variant of order) results.get(variant)!.push(await run(variant));
  }
  return results;
}

/** Numbers from the command line in place of the usual ones. */
export const numbersOr = <Usual extends number[]>(...usual: Usual): Usual =>
  usual.map((value, index) => Number(process.argv[2 + index] ?? value)) as Usual;

/** Holds this process and all it starts from now on to one core, where the system has a way. */
export function pinTo(core: number): 'pinned' | 'free' {
  try {
    execFileSync('taskset', ['-apc', String(core), String(process.pid)], { stdio: 'ignore' });
    return 'pinned';
  } catch {
    return 'free';
  }
}

export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  console.log(table.toString());
}

export const middle = <Item>(items: readonly Item[], pick: (item: Item) => number): number => median(items.map(pick));
