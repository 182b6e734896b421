import type { KitName } from '../../../suspension/kit-names.js';
import type { FunctionFacts } from '../model.js';

/**
 * Everything that suspends gets a generator function beside it. Generator functions are ones already; only if their
 * parameters may wait, which happens when they are called, the call needs one of its own; and async ones give out what
 * nobody but the kernel steps.
 */
export const becomesTwin = (fn: FunctionFacts): boolean =>
  fn.suspends && (!fn.generator || fn.async || fn.complexParameters);

/** The kit's function that makes the ordinary one. */
export const makerOf = ({ async, generator }: FunctionFacts): KitName =>
  async && generator ? 'makeAsyncGenerator' : generator ? 'makeGenerator' : async ? 'makeAsync' : 'makeFunction';

/** The kit's function that puts the ordinary one over a body that stands as a generator method. */
export const wrapperOf = ({ async, generator }: FunctionFacts): KitName =>
  async && generator
    ? 'wrapAsyncGeneratorMethod'
    : generator
      ? 'wrapGeneratorMethod'
      : async
        ? 'wrapAsyncMethod'
        : 'wrapMethod';
