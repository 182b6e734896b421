import type { VuContext } from '../context.js';
import { GoError } from '../go-error.js';
import { CLOSED } from '../realm.js';
import { current } from '../suspension.js';
import { fileOf } from './file-of.js';
import { readOptions } from './options.js';
import { Reading } from './reading.js';
import { Rows } from './rows.js';

/** What a script gets of an iterator. */
interface Step {
  readonly done: boolean;
  readonly value: unknown;
}

/** `csv.Parser`: row after row, of a file of any size. `next` needs no `this`, as in k6. */
export class Parser {
  static readonly [CLOSED] = true;
  readonly #vu: VuContext;
  readonly #reading: Reading;

  constructor(file: unknown, given?: unknown) {
    const vu = current.vu!;
    if (vu.stage !== 'init') throw new GoError('csv Parser constructor must be called in the init context');
    const { data, position } = fileOf(file);
    const options = readOptions(given, 'encountered an error while interpreting Parser options');
    this.#vu = vu;
    this.#reading = new Reading(new Rows(data, position, options));
  }

  readonly next = (): Promise<Step> => {
    const { promise, resolve, reject } = this.#vu.realm.promise<Step>();
    const tell = (step: Step | GoError): void => (step instanceof GoError ? reject(step) : resolve(step));
    const now = this.#reading.rowNow();
    if (now !== 'more') {
      tell(this.#stepOf(now));
      return promise;
    }
    const callback = this.#vu.registerCallback();
    this.#reading.row((row) => callback(() => tell(this.#stepOf(row))));
    return promise;
  };

  /** What k6's has not: `for await (const row of parser)`. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  #stepOf(row: readonly string[] | GoError | undefined): Step | GoError {
    if (row instanceof GoError) return row;
    // As in k6 the end has a value, an empty list.
    if (row === undefined) return { done: true, value: [] };
    const { rows } = this.#reading;
    return { done: false, value: rows.asObjects ? this.#vu.realm.parseJson(rows.jsonOf(row)) : row };
  }
}
