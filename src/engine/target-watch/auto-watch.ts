import { monotonicMs } from '../../base/clock.js';
import { after } from '../../base/timers.js';
import { findListeners } from './linux/find-listeners.js';
import type { TargetWatch } from './target-watch.js';

/** How soon it is looked again: at first often, so that a short test has figures too; when somebody is found, seldom. */
const FIRST_LOOKS = 8;
const FIRST_EVERY_MS = 250;
const THEN_EVERY_MS = 1000;
const FOUND_EVERY_MS = 5000;
/** And no more than this share of the time, however many sockets and processes there are: of the first looks, of others. */
const MOST_OF_FIRST = 0.1;
const MOST_SHARE = 0.01;

/** Finds the processes that serve this one's connections, as connections are made. Linux only. */
export class AutoWatch {
  #looks = 0;
  #stopped = false;
  #cancel = (): void => {};
  /** Ports of connections to this machine that nobody was found for. */
  readonly #unknownPorts = new Set<number>();

  readonly #watch: TargetWatch;
  readonly #ownPid: number;

  constructor(watch: TargetWatch, ownPid: number) {
    this.#watch = watch;
    this.#ownPid = ownPid;
  }

  start(): void {
    this.#cancel = after(FIRST_EVERY_MS, undefined, () => void this.#look());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** What has to be said when the test is over. */
  sayWhatIsMissing(): void {
    if (this.#unknownPorts.size > 0) {
      const ports = `${this.#unknownPorts.size === 1 ? 'port' : 'ports'} ${[...this.#unknownPorts].join(', ')}`;
      this.#watch.say(
        `--watch-pid auto could not see who listens on ${ports}, perhaps another user's process: give its number, --watch-pid PID`,
      );
    } else if (this.#watch.isEmpty) {
      this.#watch.say('--watch-pid auto found no connection to a process of this machine: nothing was watched');
    }
  }

  async #look(): Promise<void> {
    const beganMs = monotonicMs();
    const listeners = await findListeners(this.#ownPid, this.#watch.livePorts);
    for (const { port, pids } of listeners) {
      if (pids.length === 0) this.#unknownPorts.add(port);
      else this.#unknownPorts.delete(port);
    }
    const found = listeners.filter(({ pids }) => pids.length > 0);
    if (found.length > 0) await this.#watch.watchListeners(found);
    if (this.#stopped) return;
    const tookMs = monotonicMs() - beganMs;
    this.#cancel = after(this.#pauseMs(tookMs), undefined, () => void this.#look());
  }

  #pauseMs(tookMs: number): number {
    if (!this.#watch.isEmpty) return Math.max(FOUND_EVERY_MS, tookMs / MOST_SHARE);
    if (++this.#looks < FIRST_LOOKS) return Math.max(FIRST_EVERY_MS, tookMs / MOST_OF_FIRST);
    return Math.max(THEN_EVERY_MS, tookMs / MOST_SHARE);
  }
}
