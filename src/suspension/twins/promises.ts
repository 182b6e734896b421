import { noteThen } from '../adoption.js';
import { type BuiltinTwin, stampConstruct, stampTwin } from '../brand.js';
import { calling } from '../calls.js';
import { current } from '../current.js';
import type { Intrinsics } from '../intrinsics.js';
import { isObject } from '../is-object.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { gatedFinally, gatedThen, newPromise, promiseResolve } from '../promise-gate.js';
import { reading } from '../properties.js';
import { replays } from '../replay.js';
import { type Capability, capability } from '../species.js';
import { thenables } from '../thenables.js';
import { waits } from './callback.js';
import { brandCombinators } from './combinators.js';

/** What promises do of which a part may be the script's own. */
export function brandPromises(realm: Intrinsics): void {
  const { Promise: Later } = realm;
  const prototype: BuiltinTwin[] = [{ run: gatedThen }, { run: gatedFinally }, { run: caught }];
  const own = [Later.prototype.then, Later.prototype.finally, Later.prototype.catch];
  noteThen(Later.prototype.then);
  for (const [index, twin] of prototype.entries()) stampTwin(own[index]!, twin);
  const isOther = (Class: unknown): boolean => Class !== Later;
  const statics: Readonly<Record<string, BuiltinTwin>> = {
    resolve: {
      run: (Class, args) => {
        const mayAsk = isObject(args[0]) && (thenables.suspend || replays.possible);
        return isOther(Class) || mayAsk ? promiseResolve(Class, args) : undefined;
      },
    },
    reject: { run: (Class, args) => (isOther(Class) ? rejected(Class, args) : undefined) },
    withResolvers: { run: (Class) => (isOther(Class) || thenables.suspend ? withResolvers(Class) : undefined) },
    try: { run: (Class, args) => (isOther(Class) || waits(args[0]) ? tried(Class, args) : undefined) },
  };
  for (const [name, twin] of Object.entries(statics)) {
    const builtin = (Later as unknown as Record<string, AnyFunction | undefined>)[name];
    // An older Node.js does not have all of them.
    if (builtin !== undefined) stampTwin(builtin, twin);
  }
  brandCombinators(realm);
  stampConstruct(Later as never, ([executor], newTarget) =>
    typeof executor === 'function' ? newPromise(executor as AnyFunction, newTarget) : undefined,
  );
}

function* caught(self: unknown, [handler]: unknown[]): Suspendable {
  return yield* calling(yield* reading(self, 'then'), self, [undefined, handler]);
}

function* rejected(Class: unknown, [reason]: unknown[]): Suspendable {
  const { promise, reject } = (yield* capability(Class)) as Capability;
  yield* calling(reject, undefined, [reason]);
  return promise;
}

function* withResolvers(Class: unknown): Suspendable {
  const { promise, resolve, reject } = (yield* capability(Class)) as Capability;
  return current.realm.Object.assign(current.realm.Object(), { promise, resolve, reject });
}

function* tried(Class: unknown, [callback, ...args]: unknown[]): Suspendable {
  const { promise, resolve, reject } = (yield* capability(Class)) as Capability;
  let made: unknown;
  try {
    made = yield* calling(callback, undefined, args);
  } catch (error) {
    yield* calling(reject, undefined, [error]);
    return promise;
  }
  yield* calling(resolve, undefined, [made]);
  return promise;
}
