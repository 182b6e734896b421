import { monotonicMs } from '../../base/clock.js';
import { errors } from '../../base/errors/index.js';
import type { Logger } from '../../base/log.js';
import type { TargetUsage } from '../../report/target-usage.js';
import { Family } from './family.js';
import type { Listener } from './linux/find-listeners.js';
import type { ProcessReading, ProcessSource, Readings } from './process-source.js';
import { UsageMeter } from './usage-meter.js';
import { WatchedProcess } from './watched-process.js';

/** A server that is started anew again and again must not fill memory and summary. */
const MOST_PROCESSES = 50;

export interface TargetSample {
  /** Cores in use since the last sample; undefined when that is too short ago to say. */
  readonly cpuCores: number | undefined;
  readonly memoryBytes: number;
}

export interface WatchParts {
  readonly source: ProcessSource;
  /** Our own process: it counts as the generator, also when it is a child of a watched process. */
  readonly ownPid: number;
  readonly machineCores: number;
  readonly log: Logger;
}

/** The processes under test: what they and their descendants use while the test runs. */
export class TargetWatch {
  readonly notes: string[] = [];
  readonly #watched: WatchedProcess[] = [];
  readonly #roots = new Set<number>();
  #all: UsageMeter | undefined;
  #live = 0;
  /** Readings must follow each other, whatever they take. */
  #turn: Promise<unknown> = Promise.resolve();
  #sampling = false;
  readonly #parts: WatchParts;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Watches processes that must be there. */
  watchPids(pids: readonly number[]): Promise<void> {
    return this.#inTurn(async () => {
      const read = await this.#readAll();
      if (!read) return;
      const roots = pids.map((pid) => {
        const root = read.readings.get(pid);
        if (!root || root.ended) throw errors.noSuchProcess(pid);
        return root;
      });
      // All roots are noted before the first one gets its family: a root must not be counted in another root's family.
      for (const pid of pids) this.#roots.add(pid);
      for (const root of roots) this.#watch(root, undefined, read);
    });
  }

  /** Watches the listening processes, except those that already belong to a watched one. */
  watchListeners(listeners: readonly Listener[]): Promise<void> {
    return this.#inTurn(async () => {
      const read = await this.#readAll();
      if (!read) return;
      for (const one of this.#watched) one.keepUp(read.readings);
      for (const { port, pids } of listeners) {
        for (const root of rootsOf(pids, read.readings)) {
          const isOurs = this.#watched.some(({ family }) => [...family.pids].includes(root.pid));
          if (!isOurs && root.pid !== this.#parts.ownPid) this.#watch(root, port, read);
        }
      }
    });
  }

  /** Ports by which processes were found that still run. */
  get livePorts(): ReadonlySet<number> {
    return new Set(this.#watched.flatMap(({ port, ended }) => (port === undefined || ended ? [] : [port])));
  }

  get isEmpty(): boolean {
    return this.#watched.length === 0;
  }

  /** What was used until now doesn't count. */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      const read = await this.#read();
      if (!read) return;
      for (const one of this.#watched) one.restart(read.readings, read.atMs);
      this.#sayEnds(read.readings);
      this.#all = new UsageMeter(read.atMs);
    });
  }

  /** What was used since the last sample; undefined when there is nobody to watch, or the last one is still under way. */
  async sample(): Promise<TargetSample | undefined> {
    if (this.isEmpty || this.#sampling) return undefined;
    this.#sampling = true;
    try {
      return await this.#inTurn(() => this.#sample());
    } finally {
      this.#sampling = false;
    }
  }

  usage(): TargetUsage | undefined {
    if (this.isEmpty || !this.#all) return undefined;
    const { machineCores } = this.#parts;
    return { machineCores, ...this.#all.figures(), processes: this.#watched.map((one) => one.usage()) };
  }

  /** A warning now and a note below the numbers; once, however often it is found. */
  say(text: string): void {
    if (this.notes.includes(text)) return;
    this.#parts.log.warn(text);
    this.notes.push(text);
  }

  async #sample(): Promise<TargetSample | undefined> {
    const read = await this.#read();
    if (!read) return undefined;
    const uses = this.#watched.map((one) => one.sample(read.readings, read.atMs));
    this.#sayEnds(read.readings);
    const sum = (figure: 'cpuMs' | 'memoryBytes' | 'processes'): number =>
      uses.reduce((total, use) => total + use[figure], 0);
    this.#live = sum('processes');
    const memoryBytes = sum('memoryBytes');
    if (this.#live === 0) return undefined;
    return { cpuCores: this.#all?.add({ cpuMs: sum('cpuMs'), memoryBytes }, read.atMs), memoryBytes };
  }

  #watch(root: ProcessReading, port: number | undefined, { readings, atMs }: Read): void {
    if (this.#watched.length >= MOST_PROCESSES) {
      this.say(`more than ${MOST_PROCESSES} processes were found to watch; the others are not in the target's figures`);
      return;
    }
    this.#roots.add(root.pid);
    const family = new Family(root, readings, (pid) => this.#mayJoin(pid));
    const facts = { name: this.#parts.source.nameOf(root), port };
    this.#watched.push(new WatchedProcess(family, facts, atMs));
    if (this.#live === 0) (this.#all ??= new UsageMeter(atMs)).resume(atMs);
    this.#live++;
  }

  #mayJoin(pid: number): boolean {
    return pid !== this.#parts.ownPid && !this.#roots.has(pid);
  }

  #sayEnds(readings: Readings): void {
    for (const one of this.#watched) {
      if (one.endsWith(readings)) this.say(`the watched process ${one.title} ended before the test did`);
    }
  }

  #readAll(): Promise<Read | undefined> {
    this.#parts.source.forget();
    return this.#read();
  }

  async #read(): Promise<Read | undefined> {
    const readings = await this.#parts.source.read(this.#watched.flatMap(({ family }) => [...family.pids]));
    if (readings) return { readings, atMs: monotonicMs() };
    this.say("the system's list of processes could not be read at times");
    return undefined;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

interface Read {
  readonly readings: Readings;
  readonly atMs: number;
}

/** Those of which no ancestor is among them: a server's children often share its socket. */
function rootsOf(pids: readonly number[], readings: Readings): ProcessReading[] {
  return pids.flatMap((pid) => {
    const own = readings.get(pid);
    for (let above = own && readings.get(own.parentPid); above; above = readings.get(above.parentPid)) {
      if (pids.includes(above.pid)) return [];
    }
    return own ? [own] : [];
  });
}
