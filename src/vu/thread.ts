import { monotonicMs } from '../base/clock.js';
import { after } from '../base/timers.js';
import type { ThreadContext } from '../k6/context.js';
import { builtinMetrics } from '../metrics/builtin.js';
import { Recorder } from '../metrics/recorder.js';
import { SampleRing, type SampleRingParts } from '../metrics/sample-ring.js';
import { SampleTap } from '../metrics/sample-tap.js';
import { deepFreeze } from '../options/deep-freeze.js';
import type { ControlBlock } from '../shard/control-block.js';
import { Throttle } from '../shard/throttle.js';
import type { Outbox } from './outbox.js';
import type { ScriptFiles } from './sandbox/files.js';
import type { SharedArrays } from './sandbox/shared-array-store.js';
import type { ShardTask } from './task.js';
import { testControl } from './test-control.js';

export interface ThreadParts {
  readonly task: ShardTask;
  readonly control: ControlBlock;
  /** The block of what runs now: the warm-up's or the run's. */
  readonly counting: () => ControlBlock;
  readonly outbox: Outbox;
  readonly sharedArrays: SharedArrays;
  readonly files: ScriptFiles;
  /** Instant when the run began, on the process's monotonic clock. */
  readonly begunAtMs: () => number;
  readonly onUnsupported: (error: Error) => void;
}

/** What all VUs of this thread share: metrics in shared memory, the log, the run's controls. */
export function openThread({
  task,
  control,
  counting,
  outbox,
  sharedArrays,
  files,
  begunAtMs,
  onUnsupported,
}: ThreadParts): ThreadContext {
  const recorder = new Recorder({
    plan: task.metricsPlan,
    announce: (message) => outbox.send({ type: 'slab', message }),
    tap: task.samples && tapInto(task.samples, task, outbox),
  });
  const throttle = task.throttle ? new Throttle(task.throttle, task.options.rps) : undefined;
  return {
    options: task.options,
    metrics: recorder,
    builtin: builtinMetrics(recorder),
    log: outbox.log,
    test: testControl(deepFreeze(task.consolidated), control, counting, outbox, begunAtMs),
    sharedArrays,
    dataFiles: files,
    secrets: { sources: task.secrets, announce: (value) => outbox.send({ type: 'secret', value }) },
    throttle: (ready) => {
      const waitMs = throttle ? throttle.take(monotonicMs()) : 0;
      if (waitMs > 0) return after(waitMs, undefined, ready);
      ready();
      return undefined;
    },
    unsupported: onUnsupported,
  };
}

const tapInto = (samples: SampleRingParts, { metricsPlan }: ShardTask, outbox: Outbox): SampleTap =>
  new SampleTap({
    ring: new SampleRing(samples),
    systemTags: metricsPlan.systemTags,
    announce: (names) => outbox.send({ type: 'sampleNames', names }),
  });
