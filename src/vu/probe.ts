import { errors } from '../base/errors/index.js';
import type { TestControl, ThreadContext } from '../k6/context.js';
import { loadModules } from '../k6/index.js';
import { BUILTIN_DEFS, builtinMetrics } from '../metrics/builtin.js';
import { Recorder } from '../metrics/recorder.js';
import type { MetricDef } from '../metrics/types.js';
import { Instances } from './instances.js';
import { optionsToText } from './options-json.js';
import { Outbox } from './outbox.js';
import { readsRegExpStatics } from './realm/regexp-statics.js';
import { ScriptFiles } from './sandbox/files.js';
import { SharedArrays } from './sandbox/shared-array-store.js';
import type { ProbeAnswer, ProbeTask } from './task.js';
import { Vu } from './vu.js';

const STAGES = ['setup', 'teardown', 'handleSummary', 'vuSetup', 'vuTeardown'] as const;

/** Loads the script once, as VU 0, and tells what it exports and declares. Nothing of it is kept. */
export async function probe(task: ProbeTask): Promise<ProbeAnswer> {
  const outbox = new Outbox(task.port);
  const sharedArrays = new SharedArrays();
  const recorder = new Recorder({
    plan: { submetrics: [], breakdowns: [], seriesLimit: 0, systemTags: [], runTags: {} },
    announce: () => {},
  });
  let abort: string | undefined;
  const control = initControl((message) => {
    abort ??= message;
  });
  const files = new ScriptFiles(task.script);
  const thread = probeThread({ task, recorder, sharedArrays, files, outbox, test: control });
  try {
    const instances = new Instances(task, thread, await loadModules(task.script.k6Modules), files);
    const changed = instances.watchBuiltins();
    const vu = new Vu(thread, { idInInstance: 0, idInTest: 0, minIterationDurationMs: 0 });
    let optionsJson: string | undefined;
    try {
      await instances.runInit(vu);
      optionsJson = optionsToText(vu.instance.exports.options);
    } catch (error) {
      const reason = abort === undefined ? instances.initError(error) : errors.abortedByScript(abort);
      return { error: reason.toParts() };
    }
    const sharedBuiltins = [...changed(), ...(readsRegExpStatics(task.script.code) ? ['RegExp.$1'] : [])];
    const apart = task.isolation === 'vu' || (task.isolation === 'auto' && sharedBuiltins.length > 0);
    const { exports } = vu.instance;
    const names = Object.keys(exports);
    return {
      result: {
        optionsJson,
        functions: names.filter((name) => typeof exports[name] === 'function'),
        notFunctions: STAGES.filter((name) => exports[name] !== undefined && typeof exports[name] !== 'function'),
        metrics: ownMetrics(recorder),
        sharedArrays: sharedArrays.packed,
        openedFiles: files.opened,
        dataFiles: files.data.known,
        sharedBuiltins,
        realmCost: apart ? instances.measureRealm() : undefined,
      },
    };
  } finally {
    task.port.close();
  }
}

interface ProbeParts {
  readonly task: ProbeTask;
  readonly recorder: Recorder;
  readonly sharedArrays: SharedArrays;
  readonly files: ScriptFiles;
  readonly outbox: Outbox;
  readonly test: TestControl;
}

function probeThread({ task, recorder, sharedArrays, files, outbox, test }: ProbeParts): ThreadContext {
  return {
    options: task.options,
    metrics: recorder,
    builtin: builtinMetrics(recorder),
    log: outbox.log,
    test,
    sharedArrays,
    dataFiles: files,
    secrets: { sources: task.secrets, announce: (value) => outbox.send({ type: 'secret', value }) },
    throttle: () => undefined,
    unsupported: () => {},
  };
}

/** Before the run there is nothing to ask of it; only its end can be asked for. */
function initControl(onAbort: (message: string) => void): TestControl {
  const nothing = (): number => 0;
  return {
    abort: (message, vu) => {
      onAbort(message);
      vu.interrupt();
    },
    // Each VU runs its init code again, and says it then.
    fail: () => {},
    requestCut: () => {},
    runDurationMs: nothing,
    iterationsCompleted: nothing,
    iterationsInterrupted: nothing,
    vusActive: nothing,
    vusInitialized: nothing,
    options: null,
  };
}

function ownMetrics(recorder: Recorder): MetricDef[] {
  const builtin = new Set(BUILTIN_DEFS.map(({ name }) => name));
  return recorder.defs.filter(({ name }) => !builtin.has(name));
}
