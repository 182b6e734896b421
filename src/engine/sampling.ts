import { every } from '../base/timers.js';
import { SampleRing, type SampleRingParts } from '../metrics/sample-ring.js';
import { SampleSource } from '../metrics/sample-source.js';
import type { SampleNames } from '../metrics/sample-tap.js';
import type { Output, OutputReport } from '../outputs/types.js';

const READ_EVERY_MS = 100;

/** Whole samples on their way from all threads to the outputs. Without outputs there are none, and nothing is done. */
export class Sampling {
  readonly #sources = new Map<number, SampleSource>();
  #stopTimer = (): void => {};
  readonly #outputs: readonly Output[];
  readonly #epochAtZeroMs: number;
  #closed: Promise<readonly string[]> | undefined;

  /** The second is the wall clock at monotonic zero. */
  constructor(outputs: readonly Output[], epochAtZeroMs: number) {
    this.#outputs = outputs;
    this.#epochAtZeroMs = epochAtZeroMs;
  }

  /** Memory for the samples of one thread; undefined when nobody wants them. */
  ringFor(thread: number): SampleRingParts | undefined {
    if (this.#outputs.length === 0) return undefined;
    const parts = SampleRing.allocate();
    this.#sources.set(thread, new SampleSource(parts, this.#epochAtZeroMs));
    return parts;
  }

  acceptNames(thread: number, names: SampleNames): void {
    this.#sources.get(thread)?.acceptNames(names);
  }

  start(): void {
    if (this.#outputs.length > 0) this.#stopTimer = every(READ_EVERY_MS, undefined, () => this.#read());
  }

  /** Everything that was measured until now goes out. Returns what has to be said about what did not. */
  close(hurry: AbortSignal): Promise<readonly string[]> {
    this.#closed ??= this.#close(hurry);
    return this.#closed;
  }

  async #close(hurry: AbortSignal): Promise<readonly string[]> {
    this.#stopTimer();
    const unread = this.#read();
    const reports = await Promise.all(this.#outputs.map((output) => output.close(hurry)));
    return [
      ...this.#transitNotes(unread),
      ...reports.flatMap((report, index) => noteOf(this.#outputs[index]!.description, report)),
    ];
  }

  /** Returns how many samples stay unread, because their names have not come. */
  #read(): number {
    let unread = 0;
    for (const source of this.#sources.values()) {
      // No more than stands there now: a thread that puts as fast as we take must not keep us here.
      let left = source.ring.waiting;
      while (left > 0) {
        const batch = source.read();
        if (!batch) break;
        left -= batch.length;
        for (const output of this.#outputs) output.write(batch);
      }
      unread += Math.max(0, left);
    }
    return unread;
  }

  #transitNotes(unread: number): string[] {
    const rings = [...this.#sources.values()].map(({ ring }) => ring);
    const total = (count: (ring: SampleRing) => number): number => rings.reduce((sum, ring) => sum + count(ring), 0);
    const lost = total((ring) => ring.lost) + unread;
    const shortened = total((ring) => ring.shortened);
    return [
      ...(lost === 0 ? [] : [`${lost} samples did not reach the outputs: the main thread could not keep up`]),
      ...(shortened === 0
        ? []
        : [
            `${shortened} samples went to the outputs with fewer tags than they had: there are too many different sets`,
          ]),
    ];
  }
}

function noteOf(description: string, { written, losses }: OutputReport): string[] {
  const lost = losses.reduce((sum, { samples }) => sum + samples, 0);
  if (lost === 0) return [];
  const reasons = losses.map(({ why, samples }) => (losses.length === 1 ? why : `${why} (${samples})`));
  return [`output ${description}: ${lost} of ${written + lost} samples were not written: ${reasons.join(', ')}`];
}
