import type { Tags } from './types.js';

/** What identifies the origin of a sample and is no tag. */
export interface Labels {
  /** -1 when it is not asked for. */
  readonly vu: number;
  readonly iteration: number;
  readonly metadata: Metadata | undefined;
}

/** What a script wrote to `exec.vu.metrics.metadata`. */
export class Metadata {
  /** 0 until a sample went out with it. */
  number = 0;

  constructor(readonly data: Tags) {}
}
