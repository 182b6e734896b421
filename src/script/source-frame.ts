/** A place in a line as esbuild gives it: `column` and `length` count UTF-8 bytes, from 0. */
export interface FramePlace {
  readonly line: number;
  readonly lineText: string;
  readonly column: number;
  readonly length: number;
}

const MAX_WIDTH = 100;
const CONTEXT = 40;

/** The source line with its number, and carets under the place. A very long line is cut around it. */
export function sourceFrame(place: FramePlace): string[] {
  const { lineText } = place;
  const column = charsBefore(lineText, place.column);
  const end = charsBefore(lineText, place.column + place.length);
  const from = lineText.length > MAX_WIDTH ? Math.max(0, column - CONTEXT) : 0;
  const text = lineText.slice(from, from + MAX_WIDTH);
  const number = String(place.line);
  // Tabs stay tabs, so that the carets stand right whatever width the terminal gives them.
  const indent = text.slice(0, column - from).replace(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(end - column, text.length - (column - from))));
  return [`  ${number} | ${text}`, `  ${' '.repeat(number.length)} | ${indent}${carets}`];
}

/** How many UTF-16 units the first `bytes` bytes of a text are. */
export function charsBefore(text: string, bytes: number): number {
  return Buffer.from(text).subarray(0, bytes).toString('utf8').length;
}
