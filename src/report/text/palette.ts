/** How parts of a text are marked; each takes text and gives text of the same width. */
export interface Palette {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly value: (text: string) => string;
  /** Values of less weight. */
  readonly faint: (text: string) => string;
  readonly title: (text: string) => string;
}

const same = (text: string): string => text;
const sgr =
  (codes: string) =>
  (text: string): string =>
    `\u001b[${codes}m${text}\u001b[0m`;

/** Text as it is. */
export const plainPalette: Palette = { good: same, bad: same, value: same, faint: same, title: same };

/** The sixteen colours that every terminal has. */
const colorPalette: Palette = {
  good: sgr('32'),
  bad: sgr('31'),
  value: sgr('36'),
  faint: sgr('36;2'),
  title: sgr('1'),
};

export const paletteFor = ({ colors }: { readonly colors: boolean }): Palette => (colors ? colorPalette : plainPalette);
