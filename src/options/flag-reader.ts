import { flagOf } from './names.js';
import type { Rows } from './row.js';

/** The texts given to one flag, in order, and how it was spelled. */
export interface GivenFlag {
  readonly texts: string[];
  /** `--vus` or `-u`. */
  readonly spelled: string;
}

export interface ReadFlags {
  readonly given: ReadonlyMap<string, GivenFlag>;
  readonly positional: readonly string[];
  /** Flags that no row has, as written. */
  readonly unknown: readonly string[];
  /** Flags at the end that lack their value. */
  readonly incomplete: readonly string[];
}

interface Known {
  readonly key: string;
  /** The value when none is written; a flag that has one takes another only after `=`. */
  readonly bare: string | undefined;
}

/**
 * Reads a command line the way k6 users know: `--vus 5`, `--vus=5`, `-u 5`, `-u5`, `-u=5`, `-pw` for two flags without
 * values, and `--` before arguments that only look like flags. Flags and arguments may be mixed.
 */
export function readFlags(argv: readonly string[], rows: Rows): ReadFlags {
  const reader = new FlagReader(argv, rows);
  reader.read();
  return reader;
}

/** Every long flag of the rows, without its dashes. */
export const knownFlags = (rows: Rows): string[] =>
  Object.entries(rows).flatMap(([key, row]) => flagOf(key, row) ?? []);

class FlagReader implements ReadFlags {
  readonly given = new Map<string, GivenFlag>();
  readonly positional: string[] = [];
  readonly unknown: string[] = [];
  readonly incomplete: string[] = [];
  readonly #byName = new Map<string, Known>();
  #next = 0;

  readonly #argv: readonly string[];

  constructor(argv: readonly string[], rows: Rows) {
    this.#argv = argv;
    for (const [key, row] of Object.entries(rows)) {
      const flag = flagOf(key, row);
      const known = { key, bare: row.type.bare };
      if (flag !== undefined) this.#byName.set(`--${flag}`, known);
      for (const letter of row.short ?? '') this.#byName.set(`-${letter}`, known);
    }
  }

  read(): void {
    while (this.#next < this.#argv.length) {
      const word = this.#argv[this.#next++]!;
      if (word === '--') {
        this.positional.push(...this.#argv.slice(this.#next));
        return;
      }
      if (word.startsWith('--')) this.#long(word);
      // A dash alone is an argument: the script comes from stdin.
      else if (word.startsWith('-') && word !== '-') this.#short(word);
      else this.positional.push(word);
    }
  }

  #long(word: string): void {
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    const known = this.#byName.get(name);
    if (!known) this.unknown.push(name);
    else if (equals !== -1) this.#give(known, name, word.slice(equals + 1));
    else this.#giveBareOrNext(known, name);
  }

  /** One dash, one or more letters: `-pw` is `-p -w`; what follows a letter that takes a value is its value. */
  #short(word: string): void {
    for (let at = 1; at < word.length; at++) {
      const name = `-${word[at]!}`;
      const known = this.#byName.get(name);
      const rest = word.slice(at + 1);
      if (!known) this.unknown.push(name);
      else if (rest.startsWith('=')) this.#give(known, name, rest.slice(1));
      else if (known.bare === undefined && rest !== '') this.#give(known, name, rest);
      else this.#giveBareOrNext(known, name);
      // Only a known letter without a value leaves the rest of the word to further letters.
      if (known?.bare === undefined || rest.startsWith('=')) return;
    }
  }

  #giveBareOrNext(known: Known, name: string): void {
    if (known.bare !== undefined) this.#give(known, name, known.bare);
    else if (this.#next < this.#argv.length) this.#give(known, name, this.#argv[this.#next++]!);
    else this.incomplete.push(name);
  }

  #give({ key }: Known, spelled: string, text: string): void {
    const before = this.given.get(key);
    if (before) before.texts.push(text);
    else this.given.set(key, { texts: [text], spelled });
  }
}
