const ESCAPE = '\u001b';
const COLORS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');
const MARKS = /[\p{Mn}\p{Me}\p{Cf}]/gu;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

/** Columns that a text takes in a terminal: none for colours and combining marks, two for East Asian letters. */
export function displayWidth(text: string): number {
  const visible = withoutColors(text).replace(MARKS, '');
  return [...visible].length + (visible.match(WIDE)?.length ?? 0);
}

/** Filled with spaces (or dots) to a number of columns; never cut. */
export const padTo = (text: string, width: number, filler = ' '): string =>
  text + filler.repeat(Math.max(0, width - displayWidth(text)));

export const withoutColors = (text: string): string => text.replace(COLORS, '');
