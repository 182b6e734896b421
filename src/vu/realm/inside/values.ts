/** Makes values of the realm. */
export interface ValueMaker {
  object(): Record<PropertyKey, unknown>;
  list(...items: readonly unknown[]): unknown[];
  /** A copy of a plain object whose members are strings and the like. */
  copyOf<T extends object>(members: T): T;
  promise(): { promise: Promise<unknown>; resolve: (value: unknown) => void; reject: (reason: unknown) => void };
  parseJson(text: string): unknown;
  /** Makes an instance of one of our classes show what it has as its own properties, of these names and in this order. */
  hosts(names: readonly string[]): <T extends object>(instance: T) => T;
  /** What instances of closed classes inherit from: an unknown name is refused when it is written. */
  readonly closed: object;
}

/** In the realm. No builtin by its name, as in natives.ts. */
export function makeValues(): ValueMaker {
  const PromiseClass = Promise;
  const TypeErrorClass = TypeError;
  const parse = JSON.parse;
  const StringOf = String;
  const ProxyClass = Proxy;
  const ObjectPrototype = Object.prototype;
  const { includes, slice } = Array.prototype;
  const { apply } = Reflect;
  type Members = Record<PropertyKey, unknown>;
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
    hosts: (names) => {
      const handler: ProxyHandler<Members> = {
        // Accessors are those of our class, which know the instance and not what stands for it.
        get: (target, name) => target[name],
        set: (target, name, value) => {
          target[name] = value;
          return true;
        },
        ownKeys: () => apply(slice, names, []),
        getOwnPropertyDescriptor: (target, name) =>
          apply(includes, names, [name])
            ? { value: target[name], writable: true, enumerable: true, configurable: true }
            : undefined,
        deleteProperty: (_target, name) => {
          if (!apply(includes, names, [name])) return true;
          throw new TypeErrorClass(`Cannot delete property ${StringOf(name)} of a host object`);
        },
        defineProperty: () => false,
        getPrototypeOf: () => ObjectPrototype,
        setPrototypeOf: () => false,
        preventExtensions: () => false,
      };
      // Nothing that a script does to its builtins may add a trap.
      Object.setPrototypeOf(handler, null);
      return (instance) => new ProxyClass(instance as Members, handler) as typeof instance;
    },
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
