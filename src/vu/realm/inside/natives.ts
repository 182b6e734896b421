// biome-ignore lint/suspicious/noExplicitAny: natives take whatever scripts pass.
type Ours = (...args: any[]) => unknown;

/** Makes functions of the realm that call ours: what ours return and throw becomes the script's own on the way. */
export interface NativeMaker {
  method(name: PropertyKey, ours: Ours): Ours;
  /** The same without a look at what ours returns, for functions that only compiled code sees. */
  raw(name: string, ours: Ours): Ours;
  rawGenerator(name: string, ours: (...args: never[]) => Generator): Ours;
  /** A constructor whose instances are made by our class; `prototype` is theirs, `complete` sees to their fields. */
  constructorFor(name: string, OurClass: Ours, prototype: object, complete: (made: unknown) => unknown): Ours;
  proxy(target: object, traps: Readonly<Record<string, Ours>>): object;
}

/**
 * In the realm. Scripts have run when these functions are called, so they use no builtin by its name: an argument list
 * is not spread, a property is not looked up on a list.
 */
export function makeNatives(own: (value: unknown) => unknown, ownError: (thrown: unknown) => unknown): NativeMaker {
  const { apply, construct, defineProperty, getPrototypeOf, setPrototypeOf } = Reflect;
  const ProxyClass = Proxy;
  const objects = Object.prototype;
  const lists = Array.prototype;
  const promises = Promise.prototype;
  const functions = Function.prototype;

  const handOver = (result: unknown): unknown => {
    if ((typeof result !== 'object' || result === null) && typeof result !== 'function') return result;
    const prototype = getPrototypeOf(result);
    if (prototype === objects || prototype === lists || prototype === promises || prototype === functions) {
      return result;
    }
    return own(result);
  };

  // Few arguments are handed on one by one: a list of them would be made at each call. `call` is of our own realm.
  const method = (name: PropertyKey, ours: Ours): Ours =>
    ({
      [name](this: unknown): unknown {
        try {
          // biome-ignore-start lint/complexity/noArguments: see above.
          if (arguments.length === 1) return handOver(ours.call(this, arguments[0]));
          if (arguments.length === 2) return handOver(ours.call(this, arguments[0], arguments[1]));
          return handOver(apply(ours, this, arguments));
          // biome-ignore-end lint/complexity/noArguments: see above.
        } catch (error) {
          throw ownError(error);
        }
      },
    })[name as string] as Ours;

  const raw = (name: string, ours: Ours): Ours =>
    ({
      [name](this: unknown): unknown {
        try {
          // biome-ignore-start lint/complexity/noArguments: see above.
          if (arguments.length === 1) return ours.call(this, arguments[0]);
          if (arguments.length === 2) return ours.call(this, arguments[0], arguments[1]);
          return apply(ours, this, arguments);
          // biome-ignore-end lint/complexity/noArguments: see above.
        } catch (error) {
          throw ownError(error);
        }
      },
    })[name] as Ours;

  const rawGenerator = (name: string, ours: (...args: never[]) => Generator): Ours =>
    ({
      *[name](this: unknown, ...args: unknown[]): Generator {
        try {
          return yield* apply(ours, this, args) as Generator;
        } catch (error) {
          throw ownError(error);
        }
      },
    })[name] as Ours;

  const constructorFor: NativeMaker['constructorFor'] = (name, OurClass, prototype, complete) => {
    const made = {
      [name]: function (...args: unknown[]): unknown {
        try {
          // As k6's, they can be called without `new`.
          return handOver(complete(construct(OurClass, args, new.target ?? made)));
        } catch (error) {
          throw ownError(error);
        }
      },
    }[name] as Ours;
    defineProperty(made, 'prototype', { value: prototype, writable: false });
    defineProperty(prototype, 'constructor', { value: made, writable: true, enumerable: false, configurable: true });
    return made;
  };

  const proxy = (target: object, traps: Readonly<Record<string, Ours>>): object => {
    const handler: Record<string, Ours> = {};
    setPrototypeOf(handler, null);
    for (const name in traps) handler[name] = method(name, traps[name]!);
    return new ProxyClass(target, handler as ProxyHandler<object>);
  };
  return { method, raw, rawGenerator, constructorFor, proxy };
}
