/**
 * What k6's own modules throw: an Error named GoError with an own key `value`. Scripts test for the name, print the
 * message, or call `value.error()`.
 */
export class GoError extends Error {
  readonly value: GoErrorValue;

  constructor(message: string) {
    super(message);
    this.value = new GoErrorValue(message);
  }

  static {
    Object.defineProperty(GoError.prototype, 'name', { value: 'GoError', writable: true, configurable: true });
  }
}

/** The thing behind the error, as scripts see it. */
class GoErrorValue {
  readonly #message: string;

  constructor(message: string) {
    this.#message = message;
  }

  error(): string {
    return this.#message;
  }

  toString(): string {
    return this.#message;
  }
}

/** For calls that init code may not make: `http.get` and the like. */
export const notInInit = (what: string): GoError => new GoError(`${what} is not allowed in the init context`);
