// Runs a script and gives back what it printed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { runSalvo } from '../../helpers/cli.js';
import { tempFolder } from '../../helpers/temp.js';

export interface RunLines {
  readonly lines: readonly string[];
  readonly stderr: string;
  /** Counts and rates of the summary, by metric. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** `body` is a script; `URL` in it stands for the server's. */
export async function runLines(url: string, body: string, args: readonly string[] = []): Promise<RunLines> {
  await using folder = await tempFolder();
  const script = await folder.write('script.js', body.replace(/\bURL\b/g, url));
  const summary = `${folder.path}/summary.json`;
  const all = ['run', '--workers=1', '--log-format=raw', `--summary-export=${summary}`, ...args, script];
  const { code, stdout, stderr } = await runSalvo(all);
  assert.equal(code, 0, stdout + stderr);
  const lines = stderr.split('\n').flatMap((line) => (line.startsWith('> ') ? [line.slice(2)] : []));
  const { metrics } = JSON.parse(await readFile(summary, 'utf8')) as RunLines;
  return { lines, stderr, metrics };
}

/** What scripts print with `say(…)`. */
export const SAY = `const say = (...all) => console.log('> ' + all.map((one) => typeof one === 'string' ? one : JSON.stringify(one)).join(' '));`;
