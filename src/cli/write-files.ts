import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Host } from '../base/host.js';
import type { Logger } from '../base/log.js';
import { VERSION } from '../base/version.js';
import type { RunResult } from '../engine/handle.js';
import type { Options } from '../options/options.js';
import type { RunFacts } from '../report/document/format.js';
import type { Summary } from '../report/summary.js';
import { renderGenerators } from '../report/text/generator.js';
import { plainPalette } from '../report/text/palette.js';
import { tryToWriteResult } from './result-file.js';

export interface RunOrigin {
  /** As the user named it. */
  readonly script: string;
  readonly startedAtMs: number;
}

interface Ending {
  readonly summary: Summary;
  readonly options: Options;
  readonly facts: RunFacts;
  /** Why the run ended otherwise than it should; crossed thresholds are told by themselves. */
  readonly failure: string | undefined;
}

/** The files that were asked for, also of a run that failed. GitHub's step summary is asked for by its variable. */
export async function writeFiles(result: RunResult, origin: RunOrigin, host: Host, log: Logger): Promise<void> {
  const { summary, plan, error, exit } = result;
  if (!summary || !plan) return;
  const failure = exit === 'thresholdsFailed' ? undefined : error?.message;
  const ending: Ending = { summary, options: plan.options, facts: factsOf(origin, summary), failure };
  for (const [key, make] of Object.entries(FILES)) {
    const path = plan.options[key as keyof typeof FILES];
    if (path === '') continue;
    const content = await make(ending);
    tryToWriteResult({ name: path, content }, host, log);
  }
  const { GITHUB_STEP_SUMMARY: stepSummary, GITHUB_ACTIONS: inActions } = host.env;
  if (stepSummary) {
    tryToWriteResult({ name: stepSummary, content: await markdown(ending), how: 'append' }, host, log);
  }
  if (inActions === 'true') host.stderr.write(await annotations(ending));
}

type Make = (ending: Ending) => Promise<string>;

const markdown: Make = async ({ summary, options, facts, failure }) => {
  const { renderMarkdown } = await import('../report/markdown.js');
  const style = { trendStats: options.summaryTrendStats, timeUnit: options.summaryTimeUnit };
  return renderMarkdown(summary, { title: facts.script, ...style, ...(failure === undefined ? {} : { failure }) });
};

const annotations: Make = async ({ summary }) => {
  const { renderAnnotations } = await import('../report/markdown.js');
  return renderAnnotations(summary)
    .map((line) => `${line}\n`)
    .join('');
};

/** By option; what makes a file is loaded only when the file is wanted. */
const FILES = {
  summaryJson: async ({ summary, facts }) =>
    (await import('../report/document/write.js')).renderDocument(summary, facts),
  report: async ({ summary, facts }) => (await import('../report/html/page.js')).renderPage(summary, facts),
  junit: async ({ summary, facts, failure }) =>
    (await import('../report/junit.js')).renderJunit(summary, facts.script, failure),
  markdown,
} satisfies { readonly [Key in keyof Options]?: Make };

function factsOf({ script, startedAtMs }: RunOrigin, { generators }: Summary): RunFacts {
  const [cpu] = cpus();
  return {
    salvoVersion: VERSION,
    script,
    startedAt: new Date(startedAtMs).toISOString(),
    environment: {
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpus: availableParallelism(),
      ...(cpu ? { 'cpu model': cpu.model } : {}),
      'memory in MB': Math.round(totalmem() / 1e6),
    },
    generator: renderGenerators(generators, plainPalette),
    runs: 1,
  };
}
