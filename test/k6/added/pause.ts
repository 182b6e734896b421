// A module that blocks.
import type { MakeModule, Operation, Resumable } from '../../../src/k6/context.js';
import { makeNatives } from '../../../src/k6/natives.js';
import { Marked, PENDING } from '../../../src/k6/suspension.js';
import type { ModuleNatives } from '../../../src/suspension/natives.js';

export const pauseNatives = { exports: { pause: 'operation' } } as const satisfies ModuleNatives;

/** Gives its value back some turns of the event loop later. */
export class Pause extends Marked implements Operation {
  constructor(
    readonly what: string,
    readonly value: unknown,
  ) {
    super();
  }

  exec(strand: Resumable): unknown {
    setTimeout(() => strand.resume(this.value), 1);
    return PENDING;
  }
}

const exports = makeNatives('', pauseNatives.exports, {
  pause: { make: (value: unknown) => new Pause('pause()', value) },
});

export const makePause: MakeModule = () => exports;
