// All benchmarks one after the other, each in a process of its own, and what they print in bench/results.md.
// Arguments: names of those to run; without any, all.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';

/** In the order in which they are run: name of the file, and the question it answers. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'start-up': 'How long until something runs?',
  http: 'What does a scripted request cost, beside other clients?',
  http2: 'What does a request over HTTP/2 cost, beside other clients?',
  script: 'What does it cost that a script can wait?',
  metrics: 'What does a sample cost?',
  features: 'What do checks, groups, tags, thresholds and outputs cost?',
  outputs: 'What does an output cost, beside k6?',
  modules: 'What do the modules that compute cost?',
  html: 'What does it cost to read a page?',
  'beside-k6': 'How fast is what scripts do between requests, beside k6?',
  connections: 'What do many connections cost?',
  'web-sockets': 'What do WebSockets cost?',
  frames: 'What do frames cost, beside those of the package ws?',
  scaling: 'What does a second worker give a script that computes?',
  'vu-memory': 'What does a VU cost?',
  'data-memory': 'What does data cost that VUs share?',
  'memory-over-time': 'Does memory grow with the length of a run?',
  'open-latency': 'How true are latencies at a fixed rate?',
};
const HEADING = `# Results

Written by \`npm run bench\`. Absolute times are those of the machine named; ratios within one table are what counts.
Where the load average was above 0 before a benchmark began, others were using the machine as well.`;
const RESULTS = resolve(import.meta.dirname, '..', '..', 'bench', 'results.md');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in QUESTIONS));
if (unknown.length > 0) throw new Error(`no such benchmark: ${unknown.join(', ')}`);

for (const [name, question] of Object.entries(QUESTIONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${question} (${name})`);
  const conditions = conditionsNow();
  const output = await outputOf(join(import.meta.dirname, `${name}.js`));
  // Written after each one: those that are done stay when the rest is stopped.
  keep(name, `## ${question}\n\n\`node dist/bench/${name}.js\`, ${conditions}\n\n\`\`\`\n${output}\n\`\`\`\n`);
}

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

function conditionsNow(): string {
  const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${machine}, Node.js ${process.version}, load average ${loadavg()[0]!.toFixed(1)} before it`;
}

/** Puts a section into the file in the order of the questions; those of other benchmarks stay as they were. */
function keep(name: string, section: string): void {
  const before = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const sections = before.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
  const ordered = Object.entries(QUESTIONS).flatMap(([key, question]) =>
    key === name ? [section] : sections.filter((part) => part.startsWith(`## ${question}\n`)),
  );
  writeFileSync(RESULTS, [HEADING, ...ordered.map((part) => part.trimEnd())].join('\n\n').concat('\n'));
}
