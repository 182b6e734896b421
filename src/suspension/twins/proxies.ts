import type { ProxyParts } from '../brand.js';
import { flag } from '../call-flag.js';
import { calling } from '../calls.js';
import { current } from '../current.js';
import { Delegate } from '../delegate.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { readProperty } from '../properties.js';

function* trapOf(handler: object, name: string): Suspendable {
  const trap = readProperty(handler, name);
  return flag.f ? yield* new Delegate(trap as Suspendable) : trap;
}

/** A call of a Proxy: by its `apply` trap, or of its target. */
export function* proxyCall({ target, handler }: ProxyParts, self: unknown, args: unknown[]): Suspendable {
  const trap = yield* trapOf(handler, 'apply');
  if (trap === undefined || trap === null) return yield* calling(target, self, args);
  return yield* calling(trap, handler, [target, self, current.realm.Array.from(args)]);
}

type Constructing = (Class: unknown, args: unknown[], newTarget: AnyFunction) => Suspendable | undefined;

/** `new` on a Proxy. */
export function* proxyConstruct(
  { target, handler }: ProxyParts,
  args: unknown[],
  newTarget: AnyFunction,
  constructing: Constructing,
): Suspendable {
  const trap = yield* trapOf(handler, 'construct');
  if (trap === undefined || trap === null) {
    const generator = constructing(target, args, newTarget);
    return generator ? yield* generator : Reflect.construct(target as AnyFunction, args, newTarget);
  }
  const made = yield* calling(trap, handler, [target, current.realm.Array.from(args), newTarget]);
  if (Object(made) === made) return made;
  throw new current.realm.TypeError('proxy [[Construct]] must return an object');
}
