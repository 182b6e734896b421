import { flag } from './call-flag.js';
import { calling } from './calls.js';
import { current } from './current.js';
import { Delegate } from './delegate.js';
import type { Suspendable } from './operation.js';
import { readProperty } from './properties.js';

/** Conversions of objects to text and numbers may wait: the program has a `toString` or the like that can. */
export const conversion = { suspends: false };

type Hint = 'default' | 'number' | 'string';

export const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function* reading(object: unknown, key: PropertyKey): Suspendable {
  const value = readProperty(object, key);
  return flag.f ? yield* new Delegate(value as Suspendable) : value;
}

/** An object as the text or number that it stands for. */
export function* toPrimitive(value: unknown, hint: Hint): Suspendable {
  if (!isObject(value)) return value;
  const exotic = yield* reading(value, Symbol.toPrimitive);
  if (exotic !== undefined && exotic !== null) {
    const result = yield* calling(exotic, value, [hint]);
    if (!isObject(result)) return result;
    throw new current.realm.TypeError('Cannot convert object to primitive value');
  }
  for (const name of hint === 'string' ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const method = yield* reading(value, name);
    if (typeof method !== 'function') continue;
    const result = yield* calling(method, value, []);
    if (!isObject(result)) return result;
  }
  throw new current.realm.TypeError('Cannot convert object to primitive value');
}

/** What an operator does with two values that are no objects any more. */
const BINARY: Readonly<Record<string, (a: never, b: never) => unknown>> = {
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

const HINTS: Readonly<Record<string, Hint>> = { '+': 'default', '==': 'default', '!=': 'default' };

/** `a <operator> b` where one of them may be an object. A call helper. */
export function binary(operator: string, a: unknown, b: unknown): unknown {
  flag.f = isObject(a) || isObject(b);
  if (!flag.f) return BINARY[operator]!(a as never, b as never);
  return binaryOfObjects(operator, a, b);
}

function* binaryOfObjects(operator: string, a: unknown, b: unknown): Suspendable {
  const hint = HINTS[operator] ?? 'number';
  if (operator === '==' || operator === '!=') {
    // Objects are only converted to be compared with something that is none; null and undefined equal no object.
    const converts = isObject(a) !== isObject(b) && (isObject(a) ? b : a) != null;
    if (!converts) return BINARY[operator]!(a as never, b as never);
  }
  const left = yield* toPrimitive(a, hint);
  // `-` and its like make a number of the left side before they look at the right one.
  const first = hint === 'number' && !COMPARISONS.has(operator) ? toNumeric(left) : left;
  const right = yield* toPrimitive(b, hint);
  return inRealm(() => BINARY[operator]!(first as never, right as never));
}

const COMPARISONS: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);

const toNumeric = (value: unknown): unknown => (typeof value === 'bigint' ? value : inRealm(() => +(value as number)));

function inRealm<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof TypeError ? new current.realm.TypeError(error.message) : error;
  }
}

/** `+value`, `-value`, `~value`; `n`: the number that `++` and `--` begin with. A call helper. */
export function unary(operator: string, value: unknown): unknown {
  flag.f = isObject(value);
  if (!flag.f) return UNARY[operator]!(value as never);
  return (function* (): Suspendable {
    const primitive = yield* toPrimitive(value, 'number');
    return inRealm(() => UNARY[operator]!(primitive as never));
  })();
}

const UNARY: Readonly<Record<string, (value: never) => unknown>> = {
  '+': (value) => +value,
  '-': (value) => -value,
  '~': (value) => ~value,
  n: (value) => (typeof value === 'bigint' ? value : +value),
};

/** A part of a template, or of anything else that becomes text. A call helper. */
export function text(value: unknown): unknown {
  flag.f = isObject(value);
  if (!flag.f) return inRealm(() => `${value as string}`);
  return (function* (): Suspendable {
    const primitive = yield* toPrimitive(value, 'string');
    return inRealm(() => `${primitive as string}`);
  })();
}

/** A computed key. A call helper. */
export function propertyKey(value: unknown): unknown {
  flag.f = isObject(value);
  if (!flag.f) return typeof value === 'symbol' ? value : String(value);
  return (function* (): Suspendable {
    const primitive = yield* toPrimitive(value, 'string');
    return typeof primitive === 'symbol' ? primitive : String(primitive);
  })();
}

const { apply } = Reflect;
const nativeHasInstance = Function.prototype[Symbol.hasInstance];

/** `value instanceof Class`. A call helper. */
export function instanceOf(value: unknown, Class: unknown): unknown {
  flag.f = false;
  if (!isObject(Class)) throw new current.realm.TypeError("Right-hand side of 'instanceof' is not callable");
  flag.f = true;
  return (function* (): Suspendable {
    const method = yield* reading(Class, Symbol.hasInstance);
    if (method !== undefined && method !== null) return Boolean(yield* calling(method, Class, [value]));
    if (typeof Class !== 'function') {
      throw new current.realm.TypeError("Right-hand side of 'instanceof' is not callable");
    }
    return apply(nativeHasInstance, Class, [value]);
  })();
}
