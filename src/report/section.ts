import type { RunFacts } from './document/format.js';
import type { Reader } from './document/reader.js';
import type { Summary } from './summary.js';
import type { Palette } from './text/palette.js';
import type { RowStyle } from './text/rows.js';
import type { Mode } from './text/scope-blocks.js';

/** A heading of the text and what stands below it; without lines the heading stands alone. */
export interface TextPart {
  readonly title: string;
  readonly lines: readonly string[];
  /** The lines are sentences, which may be broken between words; others stand as they are. */
  readonly prose?: true;
}

export interface TextStyle extends RowStyle {
  readonly mode: Mode;
  readonly palette: Palette;
}

/** Keys of the JSON file that are a section's own, and the part of a summary that is read from them. */
export interface SectionJson<Data, Part> {
  /** `plain`: in every file. `figures`: last, in envelopes with versions of their own, and missing when there are none. */
  readonly form: 'plain' | 'figures';
  write(data: Data): object;
  read(document: Reader): Part;
}

/** One section of the report: what it is about, and every form that it has. A form that has nothing to tell is empty. */
export interface SectionParts<Data, Part> {
  data(summary: Summary): Data;
  text?(data: Data, style: TextStyle): readonly TextPart[];
  /** Blocks of GitHub's Markdown; empty lines will stand between them. */
  markdown?(data: Data, style: RowStyle): readonly string[];
  /** GitHub's commands for annotations, one line each. */
  annotations?(data: Data): readonly string[];
  html?(data: Data, facts: RunFacts): string;
  readonly json?: SectionJson<Data, Part>;
}

/** A section as renderers see it: every form is there, made from the summary. */
export interface Section<Part = object> {
  text(summary: Summary, style: TextStyle): readonly TextPart[];
  markdown(summary: Summary, style: RowStyle): readonly string[];
  annotations(summary: Summary): readonly string[];
  html(summary: Summary, facts: RunFacts): string;
  readonly json: SectionJson<Summary, Part> | undefined;
}

export function section<Data, Part = object>(parts: SectionParts<Data, Part>): Section<Part> {
  const { data, json } = parts;
  return {
    text: (summary, style) => parts.text?.(data(summary), style) ?? [],
    markdown: (summary, style) => parts.markdown?.(data(summary), style) ?? [],
    annotations: (summary) => parts.annotations?.(data(summary)) ?? [],
    html: (summary, facts) => parts.html?.(data(summary), facts) ?? '',
    json: json && { form: json.form, write: (summary) => json.write(data(summary)), read: json.read },
  };
}
