/** Makes values of the realm. */
export interface ValueMaker {
  object(): Record<PropertyKey, unknown>;
  list(...items: readonly unknown[]): unknown[];
  /** A copy of a plain object whose members are strings and the like. */
  copyOf<T extends object>(members: T): T;
  promise(): { promise: Promise<unknown>; resolve: (value: unknown) => void; reject: (reason: unknown) => void };
  parseJson(text: string): unknown;
  /** What instances of closed classes inherit from: an unknown name is refused when it is written. */
  readonly closed: object;
}

/** In the realm. No builtin by its name, as in natives.ts. */
export function makeValues(): ValueMaker {
  const PromiseClass = Promise;
  const TypeErrorClass = TypeError;
  const parse = JSON.parse;
  const StringOf = String;
  return {
    object: () => ({}),
    list: (...items) => items as unknown[],
    copyOf: (members) => ({ ...members }),
    promise: () => {
      let resolve!: (value: unknown) => void;
      let reject!: (reason: unknown) => void;
      const promise = new PromiseClass<unknown>((resolver, rejecter) => {
        resolve = resolver;
        reject = rejecter;
      });
      return { promise, resolve, reject };
    },
    parseJson: (text) => parse(text),
    closed: new Proxy(
      {},
      {
        set: (_target, name) => {
          throw new TypeErrorClass(`Cannot assign to property ${StringOf(name)} of a host object`);
        },
      },
    ),
  };
}
