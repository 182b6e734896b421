/** Lines moved to the right; empty ones stay empty. */
export const indented = (lines: readonly string[], by: string): string[] =>
  lines.map((line) => (line === '' ? '' : by + line));
