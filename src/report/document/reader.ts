import { show } from '../../base/problems.js';

/** What is wrong with a file, and where in it. */
export class Misfit extends Error {
  constructor(path: string, message: string) {
    super(path === '' ? message : `${path}: ${message}`);
  }
}

/** One value of a JSON document that is read with expectations; the first one that is not met is thrown. */
export class Reader {
  readonly #path: string;

  constructor(
    readonly value: unknown,
    path = '',
  ) {
    this.#path = path;
  }

  get(key: string): Reader {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) this.fail('an object');
    const path = this.#path === '' ? key : `${this.#path}.${key}`;
    return new Reader((this.value as Readonly<Record<string, unknown>>)[key], path);
  }

  has(key: string): boolean {
    return this.get(key).value !== undefined;
  }

  list<Item>(read: (item: Reader) => Item): Item[] {
    if (!Array.isArray(this.value)) this.fail('a list');
    return (this.value as unknown[]).map((item, at) => read(new Reader(item, `${this.#path}[${at}]`)));
  }

  record<Item>(read: (item: Reader) => Item): Record<string, Item> {
    this.get('');
    return Object.fromEntries(Object.keys(this.value as object).map((key) => [key, read(this.get(key))]));
  }

  number(): number {
    return typeof this.value === 'number' ? this.value : this.fail('a number');
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('a string');
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('true or false');
  }

  oneOf<Known extends string | number>(known: readonly Known[]): Known {
    return known.find((one) => one === this.value) ?? this.fail(known.join(' or '));
  }

  /** Runs what may find fault with this value by an error of its own. */
  decode<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (cause) {
      throw new Misfit(this.#path, cause instanceof Error ? cause.message : String(cause));
    }
  }

  fail(expected: string): never {
    throw new Misfit(
      this.#path,
      this.value === undefined ? `${expected} is missing` : `must be ${expected}, is ${show(this.value)}`,
    );
  }
}
