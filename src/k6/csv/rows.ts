import { bytesFrom, type DataFile } from '../data-file.js';
import { GoError } from '../go-error.js';
import { type CsvOptions, contradiction } from './options.js';
import { RecordFault, Records } from './records.js';

/** How much of a file is read at a time: little enough that each of many VUs can have its own place in it. */
const CHUNK_BYTES = 4 * 1024;

/**
 * The rows of a file that are wanted, from a place in it on. Whoever asks decides how it is read: `next()` gives
 * `more` when bytes are missing.
 */
export class Rows {
  readonly #data: DataFile;
  readonly #options: CsvOptions;
  readonly #records: Records;
  readonly #chunk: Uint8Array;
  #position: number;
  /** Number of the next record. */
  #record = 0;
  #names: readonly string[] | undefined;

  /** Reads, while the thread waits, as far as the first row that is wanted. */
  constructor(data: DataFile, position: number, options: CsvOptions) {
    const wrong = contradiction(options);
    if (wrong !== undefined) throw noParser(wrong);
    this.#data = data;
    this.#position = position;
    this.#options = options;
    this.#records = new Records(options.delimiter);
    this.#chunk = new Uint8Array(Math.min(CHUNK_BYTES, Math.max(1, data.size - position)));
    this.#begin();
  }

  /** The next row; `more` when bytes have to be read first; undefined when there are no more. */
  next(): readonly string[] | 'more' | undefined {
    const { toLine } = this.#options;
    if (toLine > 0 && this.#record > toLine) return undefined;
    const record = this.#records.next();
    if (record === undefined) return this.#records.ended ? undefined : 'more';
    this.#record++;
    return record;
  }

  /** Reads on. */
  read(done: (failure: Error | undefined) => void): void {
    this.#data.read(this.#chunk, this.#position, (failure) => done(failure ?? this.#took()));
  }

  /** A row as JSON: a list, or an object with the names of the first line. */
  jsonOf(row: readonly string[]): string {
    const names = this.#names;
    if (names === undefined) return JSON.stringify(row);
    return `{${row.map((value, index) => `${names[index]}:${JSON.stringify(value)}`).join()}}`;
  }

  get asObjects(): boolean {
    return this.#names !== undefined;
  }

  #begin(): void {
    const { asObjects, skipFirstLine, fromLine } = this.#options;
    if (asObjects) this.#names = this.#first('failed to read the first line').map((name) => JSON.stringify(name));
    if (skipFirstLine) this.#first('failed to skip the first line');
    while (this.#record < fromLine) this.#first(`failed to skip lines until line ${fromLine}`);
  }

  #first(what: string): readonly string[] {
    try {
      let row = this.next();
      while (row === 'more') {
        this.#data.readSync(this.#chunk, this.#position);
        const failure = this.#took();
        if (failure) throw failure;
        row = this.next();
      }
      if (row !== undefined) return row;
    } catch (error) {
      throw error instanceof RecordFault ? noParser(`${what}; reason: ${error.message}`) : error;
    }
    throw noParser(`${what}; reason: EOF`);
  }

  /** The chunk has been filled. */
  #took(): Error | undefined {
    const count = bytesFrom(this.#data, this.#position, this.#chunk.length);
    this.#position += count;
    try {
      if (count > 0) this.#records.push(this.#chunk.subarray(0, count));
      if (this.#position >= this.#data.size) this.#records.end();
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }
}

const noParser = (reason: string): GoError => new GoError(`failed to create a new parser; reason: ${reason}`);
