/** What the realm knows about errors. */
export interface RealmErrors {
  readonly GoError: ErrorConstructor;
  /** The realm's error for one of ours; anything else as it is. Ours is remembered as its origin. */
  own(thrown: unknown): unknown;
}

/**
 * In the realm: makes its errors of ours. `root` is our `Object.prototype`, by which our values are known. Nothing in
 * it runs our code before the new error is there: where the stack is full, that would give out one more error of ours.
 */
export function makeErrors(root: object, remember: (made: object, origin: object) => void): RealmErrors {
  const { defineProperty, getPrototypeOf } = Reflect;

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

  class GoError extends Error {
    readonly value: unknown;

    constructor(message: string) {
      super(message);
      this.value = new GoErrorValue(message);
    }
  }
  defineProperty(GoError.prototype, 'name', { value: 'GoError', writable: true, configurable: true });

  const classOf = (name: unknown): ErrorConstructor => {
    switch (name) {
      case 'GoError':
        return GoError as unknown as ErrorConstructor;
      case 'TypeError':
        return TypeErrorClass;
      case 'RangeError':
        return RangeErrorClass;
      case 'SyntaxError':
        return SyntaxErrorClass;
      case 'ReferenceError':
        return ReferenceErrorClass;
      default:
        return ErrorClass;
    }
  };
  // Captured: the globals of these names are the script's to change.
  const ErrorClass = Error;
  const TypeErrorClass = TypeError as unknown as ErrorConstructor;
  const RangeErrorClass = RangeError as unknown as ErrorConstructor;
  const SyntaxErrorClass = SyntaxError as unknown as ErrorConstructor;
  const ReferenceErrorClass = ReferenceError as unknown as ErrorConstructor;

  const isOurs = (value: object): boolean => {
    let at = value;
    for (let next = getPrototypeOf(at); next !== null; next = getPrototypeOf(at)) at = next;
    return at === root;
  };

  const own = (thrown: unknown): unknown => {
    if ((typeof thrown !== 'object' || thrown === null) && typeof thrown !== 'function') return thrown;
    if (!isOurs(thrown)) return thrown;
    const { name, message } = thrown as Error;
    const made = new (classOf(name))(typeof message === 'string' ? message : 'unknown error');
    if (typeof name === 'string' && made.name !== name) {
      defineProperty(made, 'name', { value: name, writable: true, configurable: true });
    }
    try {
      remember(made, thrown);
    } catch {
      // No room on the stack: the error has no origin then.
    }
    return made;
  };
  return { GoError: GoError as unknown as ErrorConstructor, own };
}
