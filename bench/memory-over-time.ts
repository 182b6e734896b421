// Whether memory grows while a run goes on at full speed with thresholds. Wanted: at the end at most 1.05 times what it
// was after a fifth of the time. Argument: seconds; ten minutes tell more than one.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { middle, numbersOr, pinTo, printTable, SALVO, scriptFile } from './rounds.js';
import { startBenchServer } from './server.js';

const [seconds] = numbersOr(60);
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
for (let second = 0; second < seconds - 1; second++) {
  await sleep(1000);
  if (child.exitCode !== null) throw new Error('the run ended early');
  samples.push(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1000);
}
await exited;
const part = (from: number, to: number): number =>
  middle(samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to)), (mb) => mb);
const fifths = [0, 0.2, 0.4, 0.6, 0.8].map((from) => part(from, from + 0.2));
printTable(
  ['fifth of the run', 'MB (median)', 'against the second'],
  fifths.map((mb, index) => [String(index + 1), mb.toFixed(1), (mb / fifths[1]!).toFixed(3)]),
);
console.log(`${(await server.count()).toLocaleString('en')} requests in ${seconds} s.`);
