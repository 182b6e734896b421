import type { MakeModule } from './context.js';
import { GoError } from './go-error.js';
import { type AnyFunction, current } from './suspension.js';

/** `k6/data`. */
export const makeData: MakeModule = () => exports;

/** The constructor gives out the array that all VUs of the test share; the first one to ask makes it. */
class SharedArray {
  constructor(name: unknown, make: unknown) {
    const vu = current.vu!;
    if (vu.stage !== 'init') throw new GoError('new SharedArray must be called in the init context');
    if (typeof name !== 'string' || name === '')
      throw new GoError('new SharedArray needs a name as its first argument');
    if (typeof make !== 'function') throw new GoError('new SharedArray needs a function as its second argument');
    // biome-ignore lint/correctness/noConstructorReturn: what scripts get is no object of this class, as in k6.
    return vu.thread.sharedArrays.get(name, () => made(name, make as AnyFunction), vu.realm) as never;
  }
}

const exports = { SharedArray };

function made(name: string, make: AnyFunction): readonly unknown[] {
  const elements = make();
  if (Array.isArray(elements)) return elements;
  throw new GoError(`SharedArray ${JSON.stringify(name)}: the function must return an array`);
}
