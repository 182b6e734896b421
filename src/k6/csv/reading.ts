import { GoError } from '../go-error.js';
import { RecordFault } from './records.js';
import type { Rows } from './rows.js';

type Row = readonly string[] | GoError | undefined;

/** Hands out a file's rows in the order in which they were asked for, also when several wait for bytes. */
export class Reading {
  readonly #waiting: ((row: Row) => void)[] = [];
  /** Rows are being handed out or read: who comes now is served in turn. */
  #busy = false;

  constructor(readonly rows: Rows) {}

  /** The next row where it is there and nobody waits for one. */
  rowNow(): Row | 'more' {
    return this.#busy ? 'more' : this.#attempt();
  }

  /** Called back with the next row when it is there. */
  row(take: (row: Row) => void): void {
    this.#waiting.push(take);
    if (!this.#busy) this.#serve();
  }

  #serve(): void {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const row = this.#attempt();
      if (row === 'more') {
        this.#readOn();
        return;
      }
      this.#waiting.shift()!(row);
    }
    this.#busy = false;
  }

  #readOn(): void {
    this.rows.read((failure) => {
      if (failure) this.#waiting.shift()!(faultOf(failure));
      this.#serve();
    });
  }

  #attempt(): Row | 'more' {
    try {
      return this.rows.next();
    } catch (error) {
      return faultOf(error as Error);
    }
  }
}

/** A wrong record costs that record; the next one can be read. */
function faultOf(error: Error): GoError {
  if (error instanceof RecordFault) return new GoError(`failed to read record; reason: ${error.message}`);
  return new GoError(error.message);
}
