/** A rate that was tried, and whether everything held at it. */
export interface Tried {
  readonly rate: number;
  readonly held: boolean;
}

export interface Search {
  readonly start: number;
  /** Not beyond this one. */
  readonly max: number;
  /** Ends when the lowest rate that failed is at most this part above the highest that held. */
  readonly precision: number;
}

/** The rate to try next: doubled until one fails (or halved until one holds), then between; undefined at the end. */
export function nextRate(tried: readonly Tried[], { start, max, precision }: Search): number | undefined {
  if (tried.length === 0) return Math.min(start, max);
  const best = bestRate(tried);
  const worst = Math.min(...tried.filter(({ held }) => !held).map(({ rate }) => rate));
  if (best === undefined) return worst <= 1 ? undefined : Math.max(1, Math.floor(worst / 2));
  if (worst === Number.POSITIVE_INFINITY) return best >= max ? undefined : Math.min(max, best * 2);
  if (worst - best <= 1 || worst <= best * (1 + precision)) return undefined;
  // Half-way by ratio, because that is how precision is meant.
  return Math.min(worst - 1, Math.max(best + 1, Math.round(Math.sqrt(best * worst))));
}

/** The highest rate below every one that failed; undefined when none held. */
export function bestRate(tried: readonly Tried[]): number | undefined {
  const worst = Math.min(...tried.filter(({ held }) => !held).map(({ rate }) => rate));
  const held = tried.filter((one) => one.held && one.rate < worst).map(({ rate }) => rate);
  return held.length === 0 ? undefined : Math.max(...held);
}
