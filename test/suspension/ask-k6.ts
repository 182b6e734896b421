// Asks k6 itself whether event-loop-cases.ts and door-cases.ts are right: node dist/test/suspension/ask-k6.js PATH_TO_K6
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runDoorCase, wrongIn } from './door.js';
import { DOOR_CASES, type DoorCase } from './door-cases.js';
import { CASES, HEAD } from './event-loop-cases.js';

const k6 = process.argv[2];
if (k6 === undefined) throw new Error('where is k6?');

async function ask(args: readonly string[], cwd: string): Promise<{ code: number | null; stderr: string }> {
  const env = { ...process.env, K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false' };
  const child = spawn(k6!, [args[0]!, '--summary-mode=disabled', ...args.slice(1)], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

let asked = 0;
let wrong = 0;
async function judge(name: string, one: DoorCase): Promise<void> {
  asked++;
  const found = await runDoorCase(one, ask);
  const problems = wrongIn(one, found);
  if (problems.length === 0) return;
  wrong++;
  console.log(`${name}:\n  ${problems.join('\n  ')}\n${found.stderr.slice(0, 600)}`);
}

for (const [name, one] of Object.entries(DOOR_CASES)) await judge(name, one);
for (const [name, { script, iterations = 1, expected, beyondK6 }] of Object.entries(CASES)) {
  if (beyondK6) continue;
  const text = `${HEAD}export const options = { iterations: ${iterations} };\n${script}`;
  const errors = expected.filter((line) => line.startsWith('error: ')).length;
  const printed = (lines: readonly string[]): boolean =>
    JSON.stringify(lines) === JSON.stringify(expected.filter((line) => !line.startsWith('error: ')));
  await judge(name, { files: { 'script.js': text }, code: 0, printed, errors });
}
console.log(`${asked} cases, ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;
