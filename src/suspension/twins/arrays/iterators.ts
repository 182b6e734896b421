import type { BuiltinTwin } from '../../brand.js';
import { current } from '../../current.js';
import type { AnyFunction, Suspendable } from '../../operation.js';
import { reading } from '../../properties.js';
import { lengthOf } from '../../steps.js';

/**
 * What an iterator of the language goes over in the place of a list that has to be asked. It would have gone on before
 * it reads, so a step of it cannot be begun anew: length and value are fetched before the step, and told to it.
 */
class View implements ProxyHandler<object> {
  #index = 0;
  #fetched: { readonly length: number; readonly value: unknown } | undefined;

  constructor(readonly list: object) {}

  get(_: object, key: PropertyKey): unknown {
    const { operators } = current.realm;
    if (key !== 'length') this.#index = Number(key) + 1;
    if (this.#fetched === undefined) return operators.get(this.list, key);
    return key === 'length' ? this.#fetched.length : this.#fetched.value;
  }

  *step(next: () => unknown, readsValue: boolean): Suspendable {
    const length = yield* lengthOf(this.list);
    const value = readsValue && this.#index < length ? yield* reading(this.list, this.#index) : undefined;
    this.#fetched = { length, value };
    try {
      return next();
    } finally {
      this.#fetched = undefined;
    }
  }
}

const views = new WeakMap<object, { view: View; readsValue: boolean; isOver: boolean }>();

type Make = (list: object) => Suspendable;

/** Array.prototype.values and its like. */
export const iteratorMaker = (builtin: AnyFunction): Make =>
  // biome-ignore lint/correctness/useYield: nothing of the list is asked yet.
  function* (list: object): Suspendable {
    const { apply } = current.realm.operators;
    const view = new View(list);
    const iterator = apply(builtin, new current.realm.Proxy({}, view), []) as object;
    views.set(iterator, { view, readsValue: builtin.name !== 'keys', isOver: false });
    return iterator;
  };

/** The twin of their `next`. */
export function iteratorNext(next: AnyFunction): BuiltinTwin {
  const { apply } = current.realm.operators;
  const step = function* (self: object): Suspendable {
    const walk = views.get(self)!;
    const result = (
      walk.isOver ? apply(next, self, []) : yield* walk.view.step(() => apply(next, self, []), walk.readsValue)
    ) as IteratorResult<unknown>;
    walk.isOver ||= result.done === true;
    return result;
  };
  return { inSteps: true, run: (self) => (views.has(self as object) ? step(self as object) : undefined) };
}
