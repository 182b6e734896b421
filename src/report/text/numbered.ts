/** Lines of several runs below each other, the first of each with its number; those of one run as they are. */
export function numbered(runs: readonly (readonly string[])[]): string[] {
  if (runs.length < 2) return runs.flat();
  return runs.flatMap(([first, ...rest], at) => (first === undefined ? [] : [`run ${at + 1}: ${first}`, ...rest]));
}
