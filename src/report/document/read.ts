import { errors } from '../../base/errors/index.js';
import type { Section } from '../section.js';
import { sections } from '../sections/index.js';
import type { Summary } from '../summary.js';
import { FORMAT, FORMAT_VERSION, type RunFacts } from './format.js';
import { Misfit, Reader } from './reader.js';

/** A summary with what was told of its run. */
export interface ReadSummary {
  readonly summary: Summary;
  readonly facts: RunFacts;
}

/** The summary that a file of ours holds; `name` stands in the error of one that is none. */
export function parseDocument(text: string, name: string): ReadSummary {
  try {
    return read(new Reader(JSON.parse(text)));
  } catch (cause) {
    if (cause instanceof Misfit || cause instanceof SyntaxError) throw errors.badSummaryFile(name, cause.message);
    throw cause;
  }
}

function read(document: Reader): ReadSummary {
  document.get('format').oneOf([FORMAT]);
  document.get('version').oneOf([FORMAT_VERSION]);
  const run = document.get('run');
  const summary: Summary = {
    ...readSections(document),
    runDurationMs: run.get('durationMs').number(),
    setupData: document.get('setupData').value,
    scenarios: run.get('scenarios').list((name) => name.text()),
    workers: run.get('workers').number(),
  };
  return { summary, facts: readFacts(run) };
}

/** What all sections read, together: a part of a summary that none of them reads does not compile. */
type SectionsPart = Together<PartOf<(typeof sections)[number]>>;
type PartOf<One> = One extends Section<infer Part> ? Part : never;
type Together<Parts> = (Parts extends unknown ? (part: Parts) => void : never) extends (all: infer All) => void
  ? All
  : never;

const readSections = (document: Reader): SectionsPart =>
  Object.assign({}, ...sections.map(({ json }: Section) => json?.read(document))) as SectionsPart;

function readFacts(run: Reader): RunFacts {
  return {
    salvoVersion: run.get('salvoVersion').text(),
    script: run.get('script').text(),
    startedAt: run.get('startedAt').text(),
    environment: run.get('environment').record((fact) => {
      return typeof fact.value === 'number' ? fact.value : fact.text();
    }),
    generator: run.get('generator').list((line) => line.text()),
    runs: run.get('runs').number(),
    ...(run.has('failure') ? { failure: run.get('failure').text() } : {}),
  };
}
