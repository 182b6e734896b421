import type { BuiltinTwin } from '../brand.js';
import { current } from '../current.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { reading } from '../properties.js';
import { advanced, regExpExec, setLastIndex, speciesMade, textOf, toLength } from './pattern-exec.js';

interface Walk {
  readonly pattern: object;
  readonly text: string;
  readonly flags: string;
  done: boolean;
}

/** What iterators of the language go over that have to ask a pattern of the script. */
const walks = new WeakMap<object, Walk>();

/** RegExp.prototype[Symbol.matchAll]: an iterator of the language, of which `next` may wait. */
export function* symbolMatchAll(self: object, [given]: unknown[]): Suspendable {
  const { RegExp: Pattern } = current.realm;
  const text = yield* textOf(given);
  const { pattern, flags } = yield* speciesMade(self);
  yield* setLastIndex(pattern, yield* toLength(yield* reading(self, 'lastIndex')));
  const iterator = Reflect.apply(Pattern.prototype[Symbol.matchAll], new Pattern(''), ['']) as object;
  walks.set(iterator, { pattern, text, flags, done: false });
  return iterator;
}

/** The twin of `next` of those iterators. */
export function matchIteratorNext({ RegExp: Pattern }: typeof current.realm): [AnyFunction, BuiltinTwin] {
  const iterator = Reflect.apply(Pattern.prototype[Symbol.matchAll], new Pattern(''), ['']) as object;
  const { next } = Object.getPrototypeOf(iterator) as { next: AnyFunction };
  const run = (self: unknown): Suspendable | undefined => {
    const walk = Object(self) === self ? walks.get(self as object) : undefined;
    return walk && step(walk);
  };
  return [next, { run }];
}

function* step(walk: Walk): Suspendable {
  const { pattern, text, flags } = walk;
  const result = walk.done ? null : yield* regExpExec(pattern, text);
  walk.done ||= result === null || !flags.includes('g');
  if (!walk.done && (yield* textOf(yield* reading(result, 0))) === '')
    yield* advanced(pattern, text, /[uv]/.test(flags));
  return current.realm.Object.assign(current.realm.Object(), { value: result ?? undefined, done: result === null });
}
