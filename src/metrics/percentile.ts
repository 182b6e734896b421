/**
 * k6's percentile: the rank p·(n-1) lies between two values in ascending order, and the result lies as far between
 * them. `valueAt` gives the value with a whole rank.
 */
export function interpolate(p: number, count: number, valueAt: (rank: number) => number): number {
  if (count === 0) return 0;
  const rank = (Math.min(Math.max(p, 0), 100) / 100) * (count - 1);
  const below = Math.floor(rank);
  const low = valueAt(below);
  // Also where nothing lies between: the sum makes a plain zero of a minus zero.
  return low + (valueAt(Math.ceil(rank)) - low) * (rank - below);
}
