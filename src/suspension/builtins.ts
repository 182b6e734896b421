import { types } from 'node:util';
import type { AnyFunction } from './operation.js';
import type { Operators } from './operators.js';

/** May the call of this function, which is none of the script's, be begun anew? */
export const isReplayable = (fn: AnyFunction): boolean => types.isProxy(fn) || builtins.has(fn);

const builtins = new WeakSet<object>();
/**
 * Everything that can be reached from these is the language's own. Takes a millisecond for each realm. The realm itself
 * looks: what V8 makes only when it is first asked for (`Temporal`) becomes one of the realm of who asks.
 */
export function noteBuiltins(roots: Readonly<Record<string, unknown>>): void {
  if (builtins.has(roots.Array as object)) return;
  const { keys, own } = roots.operators as Operators;
  const waiting: unknown[] = Object.values(roots);
  for (let value = waiting.pop(); waiting.length > 0 || value !== undefined; value = waiting.pop()) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || builtins.has(value)) continue;
    builtins.add(value);
    for (const key of keys(value)) {
      const { value: member, get, set } = own(value, key)!;
      waiting.push(member, get, set);
    }
    waiting.push(Object.getPrototypeOf(value));
  }
  // They run code of the script that is not compiled.
  const { prototype: steps } = (roots.AsyncGeneratorFunction as { prototype: { prototype: Record<string, object> } })
    .prototype;
  for (const name of ['next', 'return', 'throw']) builtins.delete(steps[name]!);
  // What they hand to functions of the script is of this round only.
  const { Promise: Later } = roots as unknown as typeof globalThis;
  for (const holder of [Later, Later.prototype]) {
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(holder))) builtins.delete(value as object);
  }
}
