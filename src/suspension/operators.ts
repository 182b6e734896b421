type Key = PropertyKey;
// biome-ignore lint/suspicious/noExplicitAny: the operators take what scripts have.
type Any = any;

/**
 * The language's own operations. Names nothing from outside of itself, so that a realm can have it made of its own code:
 * what it makes, finds on primitive values and throws is the realm's then.
 */
export function makeOperators() {
  const { apply, construct, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, set, defineProperty } = Reflect;
  const { isArray } = Array;
  const { defineProperty: defineOrThrow } = Object;
  const define = (object: object, key: Key, value: unknown): void => {
    defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  };
  const binary: Readonly<Record<string, (a: Any, b: Any) => unknown>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '%': (a, b) => a % b,
    '**': (a, b) => a ** b,
    '&': (a, b) => a & b,
    '|': (a, b) => a | b,
    '^': (a, b) => a ^ b,
    '<<': (a, b) => a << b,
    '>>': (a, b) => a >> b,
    '>>>': (a, b) => a >>> b,
    '<': (a, b) => a < b,
    '>': (a, b) => a > b,
    '<=': (a, b) => a <= b,
    '>=': (a, b) => a >= b,
    // biome-ignore lint/suspicious/noDoubleEquals: it is the script's own operator.
    '==': (a, b) => a == b,
    // biome-ignore lint/suspicious/noDoubleEquals: see above.
    '!=': (a, b) => a != b,
  };
  const unary: Readonly<Record<string, (value: Any) => unknown>> = {
    '+': (value) => +value,
    '-': (value) => -value,
    '~': (value) => ~value,
    // The number that `++` and `--` begin with.
    n: (value) => value++,
  };
  return {
    binary,
    unary,
    construct,
    define,
    apply: apply as (fn: Any, self: unknown, args: ArrayLike<unknown>) => unknown,
    get: (object: Any, key: Key): unknown => object[key],
    set: (object: Any, key: Key, value: unknown): void => {
      object[key] = value;
    },
    superGet: (home: object, key: Key, self: unknown): unknown => get(getPrototypeOf(home)!, key, self),
    superSet: (home: object, key: Key, value: unknown, self: unknown): void => {
      if (set(getPrototypeOf(home)!, key, value, self)) return;
      throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
    },
    has: (key: Key, object: Any): boolean => key in object,
    remove: (object: Any, key: Key): boolean => delete object[key],
    instanceOf: (value: unknown, Class: Any): boolean => value instanceof Class,
    text: (value: Any): string => `${value}`,
    key: (value: Any): Key => (typeof value === 'symbol' ? value : ownKeys({ [value]: 0 })[0]!),
    /** As `define`, but an error where it cannot be. */
    create: (object: object, key: Key, value: unknown): void => {
      defineOrThrow(object, key, { value, writable: true, enumerable: true, configurable: true });
    },
    isArray: (value: unknown): value is unknown[] => isArray(value),
    list: (): unknown[] => [],
    // What the language makes for promises and hands to scripts: without a name, with these lengths.
    settler:
      (run: (value: unknown) => unknown): Any =>
      (value: unknown) =>
        run(value),
    executor:
      (run: (resolve: unknown, reject: unknown) => unknown): Any =>
      (resolve: unknown, reject: unknown) =>
        run(resolve, reject),
    thunk:
      (run: () => unknown): Any =>
      () =>
        run(),
    keys: ownKeys as (object: object) => Key[],
    own: getOwnPropertyDescriptor as (object: object, key: Key) => PropertyDescriptor | undefined,
    enumerate(object: Any): object {
      const names = { __proto__: null };
      for (const name in object) define(names, name, undefined);
      return names;
    },
  };
}

export type Operators = ReturnType<typeof makeOperators>;
