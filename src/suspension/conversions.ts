import { flag } from './call-flag.js';
import { current } from './current.js';
import { isObject } from './is-object.js';
import type { Suspendable } from './operation.js';
import { replay, replaying } from './replay.js';

/** `a <operator> b`, where an object is converted. A call helper, like all that follow. */
export function binary(operator: string, a: unknown, b: unknown): unknown {
  const run = current.realm.operators.binary[operator]!;
  if (isObject(a) || isObject(b)) return replay(() => run(a, b));
  flag.f = false;
  return run(a, b);
}

/** `+value`, `-value`, `~value`; `n`: the number that `++` and `--` begin with. */
export function unary(operator: string, value: unknown): unknown {
  const run = current.realm.operators.unary[operator]!;
  if (isObject(value)) return replay(() => run(value));
  flag.f = false;
  return run(value);
}

/** A part of a template, or of anything else that becomes text. */
export function text(value: unknown): unknown {
  const { operators } = current.realm;
  if (isObject(value)) return replay(() => operators.text(value));
  flag.f = false;
  return operators.text(value);
}

/** A computed key. */
export function propertyKey(value: unknown): unknown {
  const { operators } = current.realm;
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
export const textOf = (value: unknown): Suspendable => replaying(() => current.realm.operators.text(value));

/** A number, the same. */
export const numberOf = (value: unknown): Suspendable => replaying(() => current.realm.operators.unary['+']!(value));
