/** The part of the whole test that this process runs (k6's execution segments); `0:1` is all of it. */
export interface Segment {
  /** How many of the indices 0..total-1 belong to this segment. */
  scale(total: number): number;
  /** The global index of this segment's n-th own one. */
  globalIndex(own: number): number;
}
