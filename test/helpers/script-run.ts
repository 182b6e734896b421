// One run of a script with everything it left: its console lines, its log, and every sample.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CliResult, runSalvo } from './cli.js';
import { tempFolder } from './temp.js';

export interface Point {
  readonly metric: string;
  readonly value: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly source?: string;
}

export interface ScriptRun extends CliResult {
  /** What the script said through its console, in order. */
  readonly said: readonly string[];
  /** All other lines of the log. */
  readonly log: readonly LogLine[];
  points(metric: string): readonly Point[];
  /** How the samples' file declares a metric. */
  metric(name: string): Readonly<Record<string, unknown>> | undefined;
}

/** Runs the script with all its samples kept; by default on one worker, so that they are in order. */
export async function runScript(
  script: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ScriptRun> {
  await using folder = await tempFolder({ 'script.js': script });
  const samples = join(folder.path, 'samples.json');
  const flags = ['--workers', '1', '--log-format', 'json', '--out', `json=${samples}`, ...args];
  const result = await runSalvo(['run', ...flags, join(folder.path, 'script.js')], { env });
  const lines = linesOf<LogLine>(result.stderr.split('\n').filter((line) => line.startsWith('{')));
  const written = await readFile(samples, 'utf8').catch(() => '');
  const outputs = linesOf<{ type: string; metric: string; data: Omit<Point, 'metric'> }>(written.split('\n'));
  const points = outputs
    .filter(({ type }) => type === 'Point')
    .map(({ metric, data: { value, tags, metadata = {} } }) => ({ metric, value, tags, metadata }));
  return {
    ...result,
    said: lines.filter(({ source }) => source === 'console').map(({ msg }) => msg),
    log: lines.filter(({ source }) => source !== 'console'),
    points: (metric) => points.filter((point) => point.metric === metric),
    metric: (name) =>
      outputs.find(({ type, metric }) => type === 'Metric' && metric === name)?.data as
        | Readonly<Record<string, unknown>>
        | undefined,
  };
}

const linesOf = <Line>(lines: readonly string[]): Line[] =>
  lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
