import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessReading, ProcessSource, Readings } from '../process-source.js';
import { commandName } from './command-name.js';
import { parseStat } from './stat.js';
import { procUnits } from './units.js';

/**
 * Processes as `/proc` has them. One listing a call (0.1 ms for hundreds of processes) and one small file (20 µs) for
 * each process that is watched or new. A process that was no descendant when it appeared never becomes one later.
 */
export class ProcSource implements ProcessSource {
  readonly #units = procUnits();
  #seen: ReadonlySet<number> = new Set();

  async read(wanted: Iterable<number>): Promise<Readings> {
    const pids = numbersIn('/proc');
    const readings = new Map<number, ProcessReading>();
    for (const pid of new Set([...wanted, ...[...pids].filter((one) => !this.#seen.has(one))])) {
      const reading = parseStat(textOf(`/proc/${pid}/stat`), this.#units);
      if (reading) readings.set(pid, reading);
    }
    this.#seen = pids;
    return readings;
  }

  forget(): void {
    this.#seen = new Set();
  }

  nameOf({ pid, name }: ProcessReading): string {
    return commandName(textOf(`/proc/${pid}/cmdline`).split('\0')) || name;
  }
}

/** The entries of a folder of `/proc` whose names are numbers; none when it cannot be read. */
export function numbersIn(folder: string): Set<number> {
  try {
    return new Set(readdirSync(folder).map(Number).filter(Number.isInteger));
  } catch {
    return new Set();
  }
}

/** Empty when the process has ended or hides it. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
