// A module whose objects block: one method waits itself, one while the script's function does.
import type { MakeModule } from '../../../src/k6/context.js';
import { addMethods } from '../../../src/k6/natives.js';
import { type AnyFunction, mayWait, type Suspendable, suspendably } from '../../../src/k6/suspension.js';
import type { ModuleNatives } from '../../../src/suspension/natives.js';
import { Pause } from './pause.js';

export const bellNatives = { methods: { ring: 'operation', each: 'callsBack' } } as const satisfies ModuleNatives;

class Bell {
  readonly #name: string;

  constructor(name: unknown) {
    this.#name = String(name);
  }

  static nameOf(bell: Bell): string {
    return bell.#name;
  }
}

addMethods(Bell.prototype, 'Bell.', bellNatives.methods, {
  ring: {
    make(this: Bell, times: unknown) {
      return new Pause('Bell.ring()', `${Bell.nameOf(this)} rings ${times} times`);
    },
  },
  each: {
    native: (list: unknown[], fn: AnyFunction) => list.map((value) => fn(value)),
    waits: ([, fn]) => mayWait(fn),
    *twin(list: unknown[], fn: AnyFunction): Suspendable {
      const results: unknown[] = [];
      for (const value of list) results.push(yield* suspendably(fn, undefined, [value]));
      return results;
    },
  },
});

export const makeBell: MakeModule = () => ({ Bell });
