import type { Section, SectionJson } from '../section.js';
import { sections } from '../sections/index.js';
import type { Summary } from '../summary.js';
import { FORMAT, FORMAT_VERSION, type RunFacts } from './format.js';

/** The document's text, one value a line, except that long lists of numbers stay on one. */
export function renderDocument(summary: Summary, facts: RunFacts): string {
  return `${JSON.stringify(summaryDocument(summary, facts), null, 2).replace(NUMBER_LISTS, (list) => list.replace(/\s+/g, ' '))}\n`;
}

const NUMBER_LISTS = /"values": \[[-+\d.eE,\s]*\]/g;

/**
 * A summary as plain data: all that a text or a report is made from, and that summaries can be merged from. Its form is
 * docs/summary.schema.json.
 */
function summaryDocument(summary: Summary, facts: RunFacts): Readonly<Record<string, unknown>> {
  const { runDurationMs, workers, scenarios, setupData } = summary;
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    run: { ...facts, durationMs: runDurationMs, workers, scenarios },
    ...keysOf('plain', summary),
    ...(setupData === undefined ? {} : { setupData }),
    ...keysOf('figures', summary),
  };
}

function keysOf(form: SectionJson<unknown, unknown>['form'], summary: Summary): Record<string, unknown> {
  const jsons = sections.flatMap(({ json }: Section) => (json?.form === form ? [json] : []));
  const entries = jsons.flatMap((json) => Object.entries(json.write(summary)));
  return Object.fromEntries(form === 'figures' ? entries.sort(([a], [b]) => (a < b ? -1 : 1)) : entries);
}
