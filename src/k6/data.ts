import type { MakeModule, VuContext } from './context.js';
import { GoError } from './go-error.js';
import type { AnyFunction } from './suspension.js';

/** `k6/data`. */
export const makeData: MakeModule = (vu) => ({ SharedArray: sharedArrayFor(vu) });

/** The constructor gives out the array that all VUs of the test share; the first one to ask makes it. */
function sharedArrayFor(vu: VuContext): AnyFunction {
  return function SharedArray(name: unknown, make: unknown): unknown {
    if (new.target === undefined)
      throw new TypeError("SharedArray is a constructor: write 'new SharedArray(name, fn)'");
    if (vu.stage !== 'init') throw new GoError('new SharedArray must be called in the init context');
    if (typeof name !== 'string' || name === '')
      throw new GoError('new SharedArray needs a name as its first argument');
    if (typeof make !== 'function') throw new GoError('new SharedArray needs a function as its second argument');
    return vu.thread.sharedArray(name, () => made(name, make as AnyFunction));
  };
}

function made(name: string, make: AnyFunction): readonly unknown[] {
  const elements = make();
  if (Array.isArray(elements)) return elements;
  throw new GoError(`SharedArray ${JSON.stringify(name)}: the function must return an array`);
}
