import type { UsageFigures } from '../../report/target-usage.js';

/** Processor time is told in steps of 10 ms; over less than this a step would be too much of a core. */
const SHORTEST_MS = 200;

/** What was used between two instants. */
export interface Use {
  readonly cpuMs: number;
  readonly memoryBytes: number;
}

/** Averages and maxima of what something used, from readings about once a second. */
export class UsageMeter {
  #watchedMs = 0;
  #cpuMs = 0;
  #maxCores: number | undefined;
  /** Bytes times milliseconds. */
  #memorySum = 0;
  #maxBytes = 0;
  #lastMs: number;

  constructor(lastMs: number) {
    this.#lastMs = lastMs;
  }

  /** What was used until now is not counted. */
  resume(atMs: number): void {
    this.#lastMs = atMs;
  }

  /** Returns the cores in use since the last reading; undefined when that is too short ago to say. */
  add({ cpuMs, memoryBytes }: Use, atMs: number): number | undefined {
    const spanMs = atMs - this.#lastMs;
    this.#lastMs = atMs;
    this.#watchedMs += spanMs;
    this.#cpuMs += cpuMs;
    this.#memorySum += memoryBytes * spanMs;
    this.#maxBytes = Math.max(this.#maxBytes, memoryBytes);
    if (spanMs < SHORTEST_MS) return undefined;
    const cores = cpuMs / spanMs;
    this.#maxCores = Math.max(this.#maxCores ?? 0, cores);
    return cores;
  }

  figures(): UsageFigures {
    const average = this.#cpuMs / this.#watchedMs;
    return {
      watchedMs: this.#watchedMs,
      // The last reading may be of an instant that was too short for a maximum of its own.
      cpuCores: this.#maxCores === undefined ? undefined : { average, max: Math.max(average, this.#maxCores) },
      memoryBytes:
        this.#watchedMs === 0 ? undefined : { average: this.#memorySum / this.#watchedMs, max: this.#maxBytes },
    };
  }
}
