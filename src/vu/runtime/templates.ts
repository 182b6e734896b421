import type { Suspendable } from '../../k6/suspension.js';
import { flag } from './call-flag.js';
import { callMethod, callValue } from './calls.js';

type Tag = (...parts: unknown[]) => Suspendable;

/** The tag of a template, `fn` or `object[key]`, as a function that makes a generator: it may block. */
export function templateTag(object: unknown, fnOrKey: unknown): Tag {
  return object === null || object === undefined
    ? (...parts) => generatorOf(callValue(fnOrKey, ...parts))
    : (...parts) => generatorOf(callMethod(object, fnOrKey as string, ...parts));
}

const generatorOf = (result: unknown): Suspendable => (flag.f ? (result as Suspendable) : returning(result));

// biome-ignore lint/correctness/useYield: the tag turned out not to block, and the caller runs a generator.
function* returning(value: unknown): Suspendable {
  return value;
}
