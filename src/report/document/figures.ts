import type { SectionJson } from '../section.js';
import type { Reader } from './reader.js';

/** Raised when their form changes; a reader leaves out those of a form that it doesn't know. */
const FIGURES_VERSION = 1;

/**
 * JSON of figures that come once per run, so that those of merged runs stand side by side. They are missing in older
 * files, and where nothing was measured. `place` puts what was read into the summary.
 */
export const figuresJson = <Figure, Part>(
  key: string,
  read: (run: Reader) => Figure,
  place: (runs: readonly Figure[]) => Part,
): SectionJson<readonly Figure[], Part> => ({
  form: 'figures',
  write: (runs) => (runs.length === 0 ? {} : { [key]: { version: FIGURES_VERSION, runs } }),
  read: (document) => place(readRuns(document.get(key), read)),
});

function readRuns<Figure>(figures: Reader, read: (run: Reader) => Figure): Figure[] {
  if (figures.value === undefined || figures.get('version').number() !== FIGURES_VERSION) return [];
  return figures.get('runs').list(read);
}
