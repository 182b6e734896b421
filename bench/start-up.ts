// How long until the first iteration is done: the version, a run of one iteration, and Node itself for comparison.
// Argument: rounds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { interleaved, middle, numbersOr, printTable, SALVO, scriptFile } from './rounds.js';

const script = scriptFile('export default function () {}');
const CALLS: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  'salvo --version': [SALVO, '--version'],
  'salvo run, 1 iteration, 1 worker': [SALVO, 'run', '-q', '--workers', '1', script],
  'salvo run, 1 iteration': [SALVO, 'run', '-q', script],
};

async function timeOf(name: string): Promise<number> {
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, CALLS[name]!, { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const [rounds] = numbersOr(9);
const times = await interleaved(Object.keys(CALLS), rounds, timeOf);
const bare = middle(times.get('node -e 0')!, (ms) => ms);
printTable(
  ['', 'median ms', 'best ms', 'ms above Node'],
  [...times].map(([name, all]) => {
    const ms = middle(all, (one) => one);
    return [name, ms.toFixed(0), Math.min(...all).toFixed(0), (ms - bare).toFixed(0)];
  }),
);
