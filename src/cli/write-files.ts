import type { Host } from '../base/host.js';
import type { Logger } from '../base/log.js';
import type { LoadSettings } from '../options/load-settings.js';
import type { RunFacts } from '../report/document/format.js';
import type { MarkdownOptions } from '../report/markdown/markdown.js';
import { type Summary, summarize } from '../report/summary.js';
import { type EndedRun, failureOf } from './ended-run.js';
import { isWritable, STDOUT, tryToWriteResult } from './result-file.js';
import { factsOf, type RunOrigin } from './run-facts.js';

export interface Wanted {
  readonly origin: RunOrigin;
  /** By option; empty for none. */
  readonly names: LoadSettings['resultFiles'];
}

interface Ending {
  readonly summary: Summary;
  readonly style: Pick<MarkdownOptions, 'trendStats' | 'timeUnit'>;
  readonly facts: RunFacts;
}

/** The files that were asked for, also of a run that failed. GitHub's step summary is asked for by its variable. */
export async function writeFiles(ended: EndedRun, { origin, names }: Wanted, host: Host, log: Logger): Promise<void> {
  const ending = endingOf(ended, origin);
  const written: string[] = [];
  for (const [key, make] of Object.entries(FILES) as [keyof typeof FILES, Make][]) {
    const name = names[key];
    if (name === '' || (!ended.madeVus && !madeOfNothing(key, name, host))) continue;
    const done = tryToWriteResult({ name, content: await make(ending) }, host, log);
    if (done && name !== STDOUT) written.push(name);
  }
  if (written.length > 0) log.info(`written: ${written.join(', ')}`);
  const { GITHUB_STEP_SUMMARY: stepSummary, GITHUB_ACTIONS: inActions } = host.env;
  if (stepSummary) {
    tryToWriteResult({ name: stepSummary, content: await markdown(ending), how: 'append' }, host, log);
  }
  if (inActions === 'true') host.stderr.write(await annotations(ending));
}

function endingOf(ended: EndedRun, origin: RunOrigin): Ending {
  const { summary = NOTHING, plan } = ended;
  const failure = failureOf(ended);
  return {
    summary,
    style: { trendStats: plan?.options.summaryTrendStats ?? [], timeUnit: plan?.options.summaryTimeUnit ?? '' },
    facts: { ...factsOf(origin, summary), ...(failure === undefined ? {} : { failure }) },
  };
}

/**
 * Readers learn why there are no numbers; what computes with numbers must not take none for some. A name that is itself
 * the reason has been named already.
 */
function madeOfNothing(key: keyof typeof FILES, name: string, host: Host): boolean {
  return key !== 'summaryJson' && isWritable(name, host);
}

/** Of a run that measured nothing. */
const NOTHING = summarize({
  snapshot: { metrics: new Map(), overLimit: 0, notFinite: 0 },
  verdicts: [],
  thresholds: [],
  runDurationMs: 0,
  setupData: undefined,
  scenarios: [],
  workers: 0,
  notes: [],
});

type Make = (ending: Ending) => Promise<string>;

const markdown: Make = async ({ summary, style, facts: { script, failure } }) => {
  const { renderMarkdown } = await import('../report/markdown/markdown.js');
  return renderMarkdown(summary, { title: script, ...style, ...(failure === undefined ? {} : { failure }) });
};

const annotations: Make = async ({ summary, facts }) => {
  const { renderAnnotations } = await import('../report/markdown/markdown.js');
  return renderAnnotations(summary, facts.failure)
    .map((line) => `${line}\n`)
    .join('');
};

/** By option; what makes a file is loaded only when the file is wanted. */
const FILES = {
  summaryJson: async ({ summary, facts }) =>
    (await import('../report/document/write.js')).renderDocument(summary, facts),
  report: async ({ summary, facts }) => (await import('../report/html/page.js')).renderPage(summary, facts),
  junit: async ({ summary, facts: { script, failure } }) =>
    (await import('../report/junit.js')).renderJunit(summary, script, failure),
  markdown,
} satisfies { readonly [Key in keyof Wanted['names']]?: Make };
