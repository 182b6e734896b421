import { calling } from '../../calls.js';
import { current } from '../../current.js';
import { Iteration } from '../../iteration.js';
import type { AnyFunction, Suspendable } from '../../operation.js';
import { reading, writing } from '../../properties.js';
import { replaying } from '../../replay.js';
import { isConstructor } from '../../species.js';
import { lengthOf as lengthOfList } from '../../steps.js';
import { type View, viewBy } from './views.js';

/** `new Uint8Array(list)` and its like, of anything but a buffer or a view. */
export function* filledView(Class: AnyFunction, source: unknown, newTarget: AnyFunction): Suspendable {
  const method = yield* reading(source, Symbol.iterator);
  const values = method === undefined || method === null ? undefined : yield* allOf(method, source);
  const length = values === undefined ? yield* lengthOfList(source as object) : (values as unknown[]).length;
  const { operators } = current.realm;
  const made = (yield* replaying(() => operators.construct(Class, [length], newTarget))) as View;
  for (let index = 0; index < length; index++) {
    yield* writing(made, index, values === undefined ? yield* reading(source, index) : (values as unknown[])[index]);
  }
  return made;
}

function* allOf(method: unknown, source: unknown): Suspendable {
  const iteration = (yield* Iteration.by(method, source)) as Iteration;
  return yield* iteration.rest();
}

/** %TypedArray%.from */
export function* from(Class: unknown, [source, mapper, self]: unknown[]): Suspendable {
  const { TypeError: RealmTypeError } = current.realm;
  if (!isConstructor(Class)) throw new RealmTypeError(`${String(Class)} is not a constructor`);
  if (mapper !== undefined && typeof mapper !== 'function')
    throw new RealmTypeError(`${String(mapper)} is not a function`);
  const method = yield* reading(source, Symbol.iterator);
  const values = method === undefined || method === null ? undefined : ((yield* allOf(method, source)) as unknown[]);
  const list = current.realm.Object(source) as object;
  const length = values === undefined ? yield* lengthOfList(list) : values.length;
  const made = (yield* viewBy(Class, [length])) as View;
  for (let index = 0; index < length; index++) {
    const value = values === undefined ? yield* reading(list, index) : values[index];
    yield* writing(made, index, mapper === undefined ? value : yield* calling(mapper, self, [value, index]));
  }
  return made;
}

/** %TypedArray%.of */
export function* of(Class: unknown, items: unknown[]): Suspendable {
  if (!isConstructor(Class)) throw new current.realm.TypeError(`${String(Class)} is not a constructor`);
  const made = (yield* viewBy(Class, [items.length])) as View;
  for (const [index, item] of items.entries()) yield* writing(made, index, item);
  return made;
}
