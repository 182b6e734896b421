// What a blocking call costs in a compiled script, beside the same script written by hand with async and await; what
// code costs that does not block; what ten thousand script instances cost. Every line is a process of its own, both
// sides take turns in it; medians. Run it on an idle machine: the ratios are what counts.
//
//   npm run build && node dist/bench/script.js [part of a case's name]
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { CASES } from './script/cases.js';

const SIZES = [1, 1_000, 10_000];
const wanted = process.argv[2] ?? '';

const run = (file: string, args: readonly string[]): string =>
  execFileSync(process.execPath, ['--expose-gc', join(import.meta.dirname, 'script', file), ...args], {
    encoding: 'utf8',
  });
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

function compare(what: string, count: number, answers: string): { compiled: number; byHand: number } {
  const { compiled, byHand } = JSON.parse(run('round.js', [what, String(count), answers]));
  return { compiled: median(compiled), byHand: median(byHand) };
}

const row = (cells: readonly (string | number)[]): string =>
  cells.map((cell, index) => (index < 2 ? String(cell).padEnd(17) : String(cell).padStart(12))).join(' ');

console.log(row(['', 'answers come', 'VUs', 'compiled ns', 'async ns', 'ratio', 'ns per call']));
for (const { name, callsPerIteration } of CASES.filter((found) => found.name.includes(wanted))) {
  for (const answers of ['at once', 'later']) {
    for (const count of SIZES) {
      const { compiled, byHand } = compare(name, count, answers);
      const figures = [compiled.toFixed(0), byHand.toFixed(0), (compiled / byHand).toFixed(2)];
      console.log(row([name, answers, count, ...figures, (compiled / callsPerIteration).toFixed(0)]));
    }
  }
}
if ('hot loop'.includes(wanted)) {
  for (const count of SIZES) {
    const { compiled, byHand } = compare('hot loop', count, 'at once');
    const figures = [compiled.toFixed(0), byHand.toFixed(0), (compiled / byHand).toFixed(2)];
    console.log(row(['hot loop', 'asks nothing', count, ...figures]));
  }
}
if ('instances'.includes(wanted)) {
  const { count, readyMs, heapBytes } = JSON.parse(run('ten-thousand.js', []));
  console.log(
    `${count} instances of the booking script: ready in ${readyMs.toFixed(0)} ms, ${heapBytes.toFixed(0)} bytes of heap each`,
  );
}
