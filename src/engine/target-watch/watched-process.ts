import type { ProcessUsage } from '../../report/target-usage.js';
import type { Family, FamilyUse } from './family.js';
import type { Readings } from './process-source.js';
import { UsageMeter } from './usage-meter.js';

/** One process that is watched, with its descendants, and what they have used. */
export class WatchedProcess {
  #meter: UsageMeter;
  /** Used since the last sample, and taken in between. */
  #pendingMs = 0;
  #processCount = 0;
  #ended = false;
  readonly #facts: { readonly name: string; readonly port: number | undefined };

  constructor(
    readonly family: Family,
    facts: { readonly name: string; readonly port: number | undefined },
    atMs: number,
  ) {
    this.#facts = facts;
    this.#meter = new UsageMeter(atMs);
  }

  get port(): number | undefined {
    return this.#facts.port;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** `node server.js (pid 4242)`. */
  get title(): string {
    return `${this.#facts.name} (pid ${this.family.root.pid})`;
  }

  /** What was used until now doesn't count. */
  restart(readings: Readings, atMs: number): void {
    this.family.take(readings);
    this.#meter = new UsageMeter(atMs);
    this.#pendingMs = 0;
    this.#processCount = 0;
  }

  /** Takes a reading that is not one of the samples: descendants that it shows would be unknown to the next one. */
  keepUp(readings: Readings): void {
    this.#pendingMs += this.family.take(readings).cpuMs;
  }

  sample(readings: Readings, atMs: number): FamilyUse {
    const taken = this.family.take(readings);
    const use = { ...taken, cpuMs: taken.cpuMs + this.#pendingMs };
    this.#pendingMs = 0;
    if (use.processes > 0) this.#meter.add(use, atMs);
    this.#processCount = Math.max(this.#processCount, use.processes);
    return use;
  }

  /** True once: when the process itself is seen to have ended. Descendants may go on. */
  endsWith(readings: Readings): boolean {
    if (this.#ended || this.family.rootLives(readings)) return false;
    this.#ended = true;
    return true;
  }

  usage(): ProcessUsage {
    return {
      pid: this.family.root.pid,
      ...this.#facts,
      processCount: this.#processCount,
      ended: this.#ended,
      ...this.#meter.figures(),
    };
  }
}
