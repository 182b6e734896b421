/** How long a service takes: never less than `leastMs`, typically `typicalMs`, with a tail that reaches much further. */
export interface Latency {
  readonly leastMs: number;
  readonly typicalMs: number;
}

/** Latencies that look measured and come out the same in every run. `factor` stretches them all; 0 takes none. */
export function latencySource(factor: number): (latency: Latency) => number {
  let state = 0x2545f491;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  // Exponential above the least: half of the calls are below the typical value, one in a hundred is at six times.
  return ({ leastMs, typicalMs }) => factor * (leastMs + (-Math.log(1 - random()) / Math.LN2) * (typicalMs - leastMs));
}
