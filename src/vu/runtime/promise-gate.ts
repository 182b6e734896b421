import { type AnyFunction, type Blocking, type Suspendable, TWIN } from '../../k6/suspension.js';
import { Promise } from '../realm/script-builtins.js';
import { Settle } from './async-functions.js';
import { Beginning } from './await.js';
import { delegate } from './delegate.js';
import { Strand, type StrandOwner, turn } from './strand.js';

/** What the gate needs of a loop beside owning strands. */
export interface Gatekeeper extends StrandOwner {
  readonly busy: boolean;
}

const PROMISE_METHODS: ReadonlySet<unknown> = new Set([
  Promise.prototype.then,
  Promise.prototype.catch,
  Promise.prototype.finally,
]);

/**
 * `promise.then(…)`, `.catch`, `.finally`: the callbacks run as jobs of the VU, never while it is inside a blocking
 * call, and may block themselves. Anything else with such a method is called as it is.
 */
export function gatedThen(vu: Gatekeeper | null, object: unknown, key: string, ...args: unknown[]): unknown {
  const fn = (object as Record<string, AnyFunction>)[key]!;
  const owner = vu ?? (turn.owner as Gatekeeper | null);
  if (owner === null || !PROMISE_METHODS.has(fn)) return (object as Record<string, AnyFunction>)[key]!(...args);
  return Reflect.apply(
    fn,
    object,
    args.map((callback) => (typeof callback === 'function' ? gate(owner, callback as Blocking) : callback)),
  );
}

function gate(owner: Gatekeeper, callback: Blocking): AnyFunction {
  const { life } = owner;
  const twin = callback[TWIN];
  return (...args: unknown[]) => {
    // The run it belonged to was cut short: whoever waits for it waits for ever, as everything of that run does.
    if (owner.life !== life) return new Promise(() => {});
    if (twin === undefined && !owner.busy) return callback(...args);
    return new Promise((resolve, reject) => {
      const generator = twin === undefined ? plain(callback, args) : (twin(...(args as never[])) as Suspendable);
      owner.post(new Beginning(new Strand(owner, generator, new Settle(resolve, reject))));
    });
  };
}

// biome-ignore lint/correctness/useYield: an ordinary callback that has to wait for its turn like the others.
function* plain(callback: AnyFunction, args: readonly unknown[]): Suspendable {
  return callback(...args);
}

/** `new Promise(executor)` with an executor that may block: it runs inside the caller, like any other. */
export function* newPromise(executor: (...args: never[]) => Suspendable): Suspendable {
  let resolve: unknown;
  let reject: AnyFunction = () => {};
  const promise = new Promise((resolver, rejecter) => {
    resolve = resolver;
    reject = rejecter;
  });
  try {
    yield* delegate(executor(resolve as never, reject as never));
  } catch (error) {
    reject(error);
  }
  return promise;
}
