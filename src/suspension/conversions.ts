import { flag } from './call-flag.js';
import { calling } from './calls.js';
import { current } from './current.js';
import { isObject } from './is-object.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { reading } from './properties.js';
import { replay, replaying, replays } from './replay.js';

/** `a <operator> b`, where an object is converted. A call helper, like all that follow. */
export function binary(operator: string, a: unknown, b: unknown): unknown {
  const run = current.realm.operators.binary[operator]!;
  if (isAskedInSteps(a) || isAskedInSteps(b)) return inSteps(binaryOf(operator, a, b));
  if (isObject(a) || isObject(b)) return replay(() => run(a, b));
  flag.f = false;
  return run(a, b);
}

/** `+value`, `-value`, `~value`; `n`: the number that `++` and `--` begin with. */
export function unary(operator: string, value: unknown): unknown {
  const run = current.realm.operators.unary[operator]!;
  if (isAskedInSteps(value)) return inSteps(converted(value, 'number', run));
  if (isObject(value)) return replay(() => run(value));
  flag.f = false;
  return run(value);
}

/** A part of a template, or of anything else that becomes text. */
export function text(value: unknown): unknown {
  const { operators } = current.realm;
  if (isAskedInSteps(value)) return inSteps(textOf(value));
  if (isObject(value)) return replay(() => operators.text(value));
  flag.f = false;
  return operators.text(value);
}

/** A computed key. */
export function propertyKey(value: unknown): unknown {
  const { operators } = current.realm;
  if (isAskedInSteps(value)) return inSteps(converted(value, 'string', operators.key));
  if (isObject(value)) return replay(() => operators.key(value));
  flag.f = false;
  return typeof value === 'string' ? value : operators.key(value);
}

/** `value instanceof Class` */
export function instanceOf(value: unknown, Class: unknown): unknown {
  const { operators } = current.realm;
  return replay(() => operators.instanceOf(value, Class));
}

/** Text, in a generator of the kernel. */
export function textOf(value: unknown): Suspendable {
  const { operators } = current.realm;
  if (isAskedInSteps(value)) return converted(value, 'string', operators.text);
  return replaying(() => operators.text(value));
}

/** A number, the same. */
export function numberOf(value: unknown): Suspendable {
  const run = current.realm.operators.unary['+']!;
  return isAskedInSteps(value) ? converted(value, 'number', run) : replaying(() => run(value));
}

/** What is in a list has a say in its text, and may change the others: so each is asked once, and nothing begun anew. */
const isAskedInSteps = (value: unknown): boolean => replays.possible && current.realm.operators.isArray(value);

function inSteps(steps: Suspendable): Suspendable {
  flag.f = true;
  return steps;
}

type Hint = 'default' | 'number' | 'string';

function* converted(value: unknown, hint: Hint, run: (primitive: unknown) => unknown): Suspendable {
  return run(yield* primitiveOf(value, hint));
}

const EQUALITY: ReadonlySet<string> = new Set(['==', '!=']);

function* binaryOf(operator: string, a: unknown, b: unknown): Suspendable {
  const run = current.realm.operators.binary[operator]!;
  const isEquality = EQUALITY.has(operator);
  const isNothing = (value: unknown): boolean => value === undefined || value === null;
  if (isEquality && ((isObject(a) && isObject(b)) || isNothing(a) || isNothing(b))) return run(a, b);
  const hint = isEquality || operator === '+' ? 'default' : 'number';
  const left = yield* primitiveOf(a, hint);
  return run(left, yield* primitiveOf(b, hint));
}

function* primitiveOf(value: unknown, hint: Hint): Suspendable {
  if (!isObject(value)) return value;
  const exotic = yield* reading(value, Symbol.toPrimitive);
  if (exotic !== undefined && exotic !== null) {
    const made = yield* calling(exotic, value, [hint]);
    if (!isObject(made)) return made;
  } else {
    for (const name of hint === 'string' ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
      const method = yield* reading(value, name);
      if (typeof method !== 'function') continue;
      const made = yield* calling(method as AnyFunction, value, []);
      if (!isObject(made)) return made;
    }
  }
  throw new current.realm.TypeError('Cannot convert object to primitive value');
}
