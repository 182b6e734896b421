import { calling } from '../../calls.js';
import { textOf } from '../../conversions.js';
import { current } from '../../current.js';
import type { Suspendable } from '../../operation.js';
import { reading } from '../../properties.js';
import { replaying } from '../../replay.js';
import { lengthOf } from '../../steps.js';
import { turn } from '../../strand.js';

/** Lists that are being joined, with the life of the run that does it: within itself a list is no text, in V8. */
const open = new WeakMap<object, number>();

function* joined(list: object, separator: () => Suspendable, textAt: (value: unknown) => Suspendable): Suspendable {
  const length = yield* lengthOf(list);
  const between = (yield* separator()) as string;
  const { life } = turn.owner!;
  if (open.get(list) === life) return '';
  open.set(list, life);
  try {
    let text = '';
    for (let index = 0; index < length; index++) {
      if (index > 0) text += between;
      const value = yield* reading(list, index);
      if (value !== undefined && value !== null) text += (yield* textAt(value)) as string;
    }
    return text;
  } finally {
    open.delete(list);
  }
}

// biome-ignore lint/correctness/useYield: where a separator may be converted.
function* comma(): Suspendable {
  return ',';
}

export function join(list: object, [separator]: unknown[]): Suspendable {
  return joined(list, separator === undefined ? comma : () => textOf(separator), textOf);
}

export function localeText(list: object, [locales, options]: unknown[]): Suspendable {
  return joined(list, comma, function* (value) {
    return yield* textOf(yield* calling(yield* reading(value, 'toLocaleString'), value, [locales, options]));
  });
}

export function* textOfList(list: object): Suspendable {
  const method = yield* reading(list, 'join');
  if (typeof method === 'function') return yield* calling(method, list, []);
  return yield* replaying(() => current.realm.operators.apply(current.realm.Object.prototype.toString, list, []));
}
