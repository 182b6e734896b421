import type { MakeModule, Operation, Resumable, ScenarioView, TestControl, VuContext } from '../context.js';
import { GoError } from '../go-error.js';
import { makeNatives, type Waiting } from '../natives.js';
import { current, Interruption, Marked, PENDING } from '../suspension.js';
import { executionNatives } from './natives.js';
import { vuMetadata } from './vu-metadata.js';
import { vuTags } from './vu-tags.js';

/** `k6/execution`: where this VU stands in the test. Everything is read when it is asked for. */
export const makeExecution: MakeModule = (vu) => {
  // Made the script's own once: many scripts read one of them in each iteration.
  const { realm } = vu;
  const views = {
    vu: realm.own(vuView(vu)),
    scenario: realm.own(scenarioView(vu)),
    instance: realm.own(instanceView(vu)),
  };
  return {
    get vu() {
      if (vu.stage === 'init') throw new GoError('getting VU information in the init context is not supported');
      return views.vu;
    },
    get scenario() {
      // Elsewhere it is there, and its fields tell.
      if (vu.stage === 'init') scenarioOf(vu);
      return views.scenario;
    },
    get instance() {
      controlOf(vu);
      return views.instance;
    },
    test,
  };
};

function vuView(vu: VuContext): object {
  const tags = vuTags(vu);
  const metadata = vuMetadata(vu);
  const metrics = {
    get tags() {
      return tags;
    },
    get metadata() {
      return metadata;
    },
  };
  return {
    get idInInstance() {
      return vu.idInInstance;
    },
    get idInTest() {
      return vu.idInTest;
    },
    get iterationInInstance() {
      return Math.max(0, vu.iterationInInstance);
    },
    get iterationInScenario() {
      return Math.max(0, vu.iterationInScenario);
    },
    // As in k6, what is assigned to these two goes nowhere and is no error.
    get tags() {
      return tags;
    },
    set tags(_ignored) {},
    get metrics() {
      return metrics;
    },
    set metrics(_ignored) {},
  };
}

function scenarioOf(vu: VuContext): ScenarioView {
  if (vu.scenario) return vu.scenario;
  throw new GoError('getting scenario information outside of the VU context is not supported');
}

function scenarioView(vu: VuContext): object {
  const scenario = () => scenarioOf(vu);
  return {
    get name() {
      return scenario().name;
    },
    get executor() {
      return scenario().executor;
    },
    get startTime() {
      return Math.trunc(scenario().startTimeMs);
    },
    get progress() {
      return scenario().progress();
    },
    get iterationInInstance() {
      return scenario().iterationInInstance(vu.iterationInTest);
    },
    get iterationInTest() {
      return scenario() && vu.iterationInTest;
    },
  };
}

function controlOf(vu: VuContext): TestControl {
  if (vu.stage !== 'init') return vu.thread.test;
  throw new GoError('getting instance information in the init context is not supported');
}

function instanceView(vu: VuContext): object {
  const control = () => controlOf(vu);
  return {
    get currentTestRunDuration() {
      return control().runDurationMs();
    },
    get iterationsCompleted() {
      return control().iterationsCompleted();
    },
    get iterationsInterrupted() {
      return control().iterationsInterrupted();
    },
    get vusActive() {
      return control().vusActive();
    },
    get vusInitialized() {
      return control().vusInitialized();
    },
  };
}

/**
 * An operation that never ends: the strand is never resumed, so no `catch` or `finally` of the script runs. Where
 * nothing can suspend, a throw unwinds what is on the stack.
 */
const abort: Waiting = {
  make: (message?: unknown) => new Abort(message),
  atOnce: unwind,
};

class Abort extends Marked implements Operation {
  readonly what = 'exec.test.abort()';

  constructor(readonly message: unknown) {
    super();
  }

  exec({ vu }: Resumable): unknown {
    endTest(vu, this.message);
    // Inside of an iteration the VU waits here until the whole test stops: interrupted now, it would begin another.
    if (vu.stage !== 'vu') vu.interrupt();
    return PENDING;
  }

  /** Inside of a builtin that init code has called. */
  block(): never {
    return unwind(this.message);
  }
}

function unwind(message?: unknown): never {
  const vu = current.vu!;
  endTest(vu, message);
  vu.interrupt();
  throw new Interruption('the test was aborted');
}

function endTest(vu: VuContext, message: unknown): void {
  vu.thread.test.abort(message === undefined ? '' : String(message), vu);
}

const test = {
  ...makeNatives('exec.test.', executionNatives.methods, { abort }),
  fail: (message?: unknown): void => {
    const vu = current.vu!;
    if (vu.stage === 'init') throw new GoError('exec.test.fail() in the init context is not supported');
    vu.thread.test.fail(message === undefined ? '' : String(message), vu.stage === 'handleSummary');
  },
  get options() {
    const vu = current.vu!;
    if (vu.stage === 'init') throw new GoError('getting test options in the init context is not supported');
    return vu.thread.test.options;
  },
};
