import { monotonicMs } from '../base/clock.js';
import { errors } from '../base/errors/index.js';
import type { TestControl } from '../k6/context.js';
import type { ControlBlock } from '../shard/control-block.js';
import type { Outbox } from './outbox.js';
import type { Vu } from './vu.js';

/**
 * What scripts ask of the run through `k6/execution`. The numbers are those of all workers. `counting` is the block of
 * what runs now, the warm-up or the run.
 */
export function testControl(
  options: unknown,
  control: ControlBlock,
  counting: () => ControlBlock,
  outbox: Outbox,
  begunAtMs: () => number,
): TestControl {
  return {
    abort: (message, vu) => {
      (vu as Vu).endsTest = true;
      outbox.send({ type: 'endTest', error: errors.abortedByScript(message).toParts() });
    },
    fail: (message, late) => outbox.send({ type: 'markFailed', message, late }),
    requestCut: () => counting().addCutRequest(),
    runDurationMs: () => monotonicMs() - begunAtMs(),
    iterationsCompleted: () => counting().grandTotal('completed'),
    iterationsInterrupted: () => counting().grandTotal('interrupted'),
    vusActive: () => counting().grandTotal('activeVus'),
    vusInitialized: () => control.overWorkers('initializedVus'),
    options,
  };
}
