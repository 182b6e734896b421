import { brandOf, stampTwin } from './brand.js';
import { calling } from './calls.js';
import type { AnyFunction } from './operation.js';

/** A task for the VU's event loop that calls a function of the script, which may wait inside. */
export function taskOf(fn: AnyFunction, self: unknown, args: readonly unknown[]): () => unknown {
  const task = (): unknown => Reflect.apply(fn, self, args);
  if (brandOf(fn) !== undefined) stampTwin(task, () => calling(fn, self, [...args]));
  return task;
}
