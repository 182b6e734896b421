// All benchmarks one after the other, each in a process of its own, and what they print in bench/results.md.
// Arguments: names of those to run; without any, all.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';

/** In the order in which they are run: name of the file, and the question it answers. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'start-up': 'How long until something runs?',
  http: 'What does a scripted request cost, beside other clients?',
  script: 'What does it cost that a script can wait?',
  metrics: 'What does a sample cost?',
  features: 'What do checks, groups, tags, thresholds and outputs cost?',
  connections: 'What do many connections cost?',
  scaling: 'What does a second worker give a script that computes?',
  'vu-memory': 'What does a VU cost?',
  'memory-over-time': 'Does memory grow with the length of a run?',
  'open-latency': 'How true are latencies at a fixed rate?',
};
const ROOT = resolve(import.meta.dirname, '..', '..');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in QUESTIONS));
if (unknown.length > 0) throw new Error(`no such benchmark: ${unknown.join(', ')}`);

const sections: string[] = [];
for (const [name, question] of Object.entries(QUESTIONS)) {
  const file = join(import.meta.dirname, `${name}.js`);
  if (!existsSync(file) || (wanted.length > 0 && !wanted.includes(name))) continue;
  console.log(`\n${question} (${name})`);
  const load = loadavg()[0]!.toFixed(1);
  sections.push(
    `## ${question}\n\n\`node dist/bench/${name}.js\`, load average before it: ${load}\n\n\`\`\`\n${await outputOf(file)}\n\`\`\`\n`,
  );
}
if (wanted.length === 0) writeFileSync(join(ROOT, 'bench', 'results.md'), `${heading()}\n${sections.join('\n')}`);

async function outputOf(file: string): Promise<string> {
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? output.trimEnd() : `${output}ended with ${code ?? 'a signal'}`;
}

function heading(): string {
  const { model } = cpus()[0]!;
  const machine = `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
  return `# Results

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}, Node.js ${process.version}.
Absolute times are this machine's; ratios within one table are what counts. Where the load average was above 0 before a
benchmark began, others were using the machine as well.
`;
}
