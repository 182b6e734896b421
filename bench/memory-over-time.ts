// Whether memory grows while a run goes on at full speed with thresholds. Wanted: in the last tenth of the time at most
// 1.05 times what it was after two tenths. Argument: seconds.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { middle, numbersOr, pinTo, printTable, SALVO, scriptFile } from './rounds.js';
import { startBenchServer } from './server.js';

const [seconds] = numbersOr(600);
const script = scriptFile(`
  import http from 'k6/http';
  import { check } from 'k6';
  export const options = { thresholds: { http_req_duration: ['p(95)<500', 'p(99)<1000'], checks: ['rate>0.9'] } };
  export default function () { check(http.get(__ENV.URL), { 'status is 200': (res) => res.status === 200 }); }
`);
pinTo(0);
await using server = await startBenchServer();
pinTo(1);
const flags = ['run', '-q', '--workers=1', '--vus=50', `--duration=${seconds}s`, `--env=URL=${server.url}/`];
const child = spawn(process.execPath, [SALVO, ...flags, script], { stdio: 'ignore' });
const exited = once(child, 'exit');
const samples: number[] = [];
while (child.exitCode === null) {
  await sleep(1000);
  if (child.exitCode === null) samples.push(residentMb(child.pid!));
}
await exited;
if (samples.length < seconds * 0.8) throw new Error(`the run ended after ${samples.length} s`);
const part = (from: number, to: number): number =>
  middle(samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to)), (mb) => mb);
const tenths = Array.from({ length: 10 }, (_, index) => part(index / 10, (index + 1) / 10));
printTable(
  ['tenth of the run', 'MB (median)', 'against the third'],
  tenths.map((mb, index) => [String(index + 1), mb.toFixed(1), (mb / tenths[2]!).toFixed(3)]),
);
console.log(`${(await server.count()).toLocaleString('en')} requests in ${seconds} s.`);

function residentMb(pid: number): number {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1000;
  } catch {
    return samples.at(-1) ?? 0; // It has just ended.
  }
}
