import { monotonicMs } from '../base/clock.js';
import type { ScenarioVu } from '../executors/context.js';
import type { Callback, LifecycleStage, Operation, ScenarioView, ThreadContext, VuContext } from '../k6/context.js';
import { notInInit } from '../k6/go-error.js';
import type { ScriptRealm } from '../k6/realm.js';
import type { AnyFunction } from '../k6/suspension.js';
import { VuParts } from '../k6/vu-parts.js';
import type { TagSet } from '../metrics/tags.js';
import { type LoopReport, type Outcome, VuLoop } from '../suspension/event-loop.js';
import { TaskSource } from '../suspension/task-source.js';
import type { Assignment } from './assignment.js';
import { VuHooks } from './hooks.js';
import type { Instance } from './runtime/load.js';

export interface VuSettings {
  readonly idInInstance: number;
  readonly idInTest: number;
  readonly minIterationDurationMs: number;
}

/** One for all VUs: the VU comes with each call. */
const REPORT: LoopReport = {
  unsupported: (vu, error) => (vu as Vu).thread.unsupported(error),
  notInInit,
  timerStopped: (vu, kind, id) => {
    const { stage, thread } = vu as Vu;
    // Those of setup() and its like end with it, and k6 says nothing.
    if (stage === 'vu') thread.log.warn(`${kind} ${id} was stopped because the VU iteration was interrupted`);
  },
};

/** One virtual user: a script instance, its event loop, and what its samples carry. */
export class Vu implements VuContext, ScenarioVu {
  readonly idInInstance: number;
  readonly idInTest: number;
  readonly traffic = { sent: 0, received: 0 };
  readonly parts = new VuParts();
  realm!: ScriptRealm;
  /** Called when the first iteration has ended. */
  afterFirst: (() => void) | undefined;
  stage: LifecycleStage = 'init';
  scenario: ScenarioView | null = null;
  iterationInInstance = -1;
  iterationInScenario = -1;
  iterationInTest = -1;
  latenessMs: number | undefined;
  tags: TagSet;
  group = '';
  /** Its script has ended the whole test: as in k6, the iteration that did so is counted. */
  endsTest = false;
  hooks: VuHooks | undefined;

  readonly loop: VuLoop<VuContext>;
  /** Samples say which VU and iteration they are of: an output keeps them, and the option systemTags wants it. */
  readonly #labelled: boolean;
  readonly #minIterationMs: number;
  #instance: Instance | undefined;
  #assignment: Assignment | undefined;
  #function: AnyFunction | undefined;
  #onEnd: ((completed: boolean) => void) | undefined;
  /** Its own copy of what setup() returned; kept over iterations and scenarios, scripts may change it. */
  #data: readonly unknown[] | undefined;
  #startMs = 0;
  #rest: NodeJS.Timeout | undefined;

  constructor(
    readonly thread: ThreadContext,
    settings: VuSettings,
  ) {
    this.idInInstance = settings.idInInstance;
    this.idInTest = settings.idInTest;
    this.#minIterationMs = settings.minIterationDurationMs;
    this.tags = thread.metrics.rootTags;
    this.loop = new VuLoop(this, REPORT);
    this.#labelled = this.#labelsWanted();
  }

  /** The script instance is made with this VU as its context, so it comes after the constructor. */
  attach(instance: Instance): void {
    this.#instance = instance;
    this.stage = 'vu';
  }

  get instance(): Instance {
    return this.#instance!;
  }

  /** Takes its copy of the setup data, once. */
  receive(setupJson: string | undefined): void {
    this.#data ??= [setupJson === undefined ? undefined : this.realm.parseJson(setupJson)];
  }

  get data(): readonly unknown[] {
    return this.#data!;
  }

  /** From now on the VU works for this scenario; its JavaScript state stays, its environment and tags start anew. */
  assign(assignment: Assignment): void {
    if (this.#assignment?.view !== assignment.view) this.iterationInScenario = -1;
    this.#assignment = assignment;
    this.scenario = assignment.view;
    this.latenessMs = undefined;
    this.#function = this.instance.exports[assignment.exec] as AnyFunction;
    this.instance.resetEnv(assignment.env);
    this.group = '';
    let tags = this.thread.metrics.rootTags;
    for (const [key, value] of Object.entries(assignment.view.tags)) tags = tags.with(key, value);
    // After the scenario's own tags: what is called `scenario` is its name.
    this.tags = tags.with('scenario', assignment.view.name).with('group', '');
    this.parts.assigned();
    if (!VuHooks.wanted(this.instance.exports, assignment.hooks)) return;
    this.hooks ??= new VuHooks(this);
    this.hooks.enter(assignment);
  }

  /** Forgets that it has run before: its iterations count from 0 again. JavaScript state and connections stay. */
  startOver(): void {
    this.iterationInInstance = -1;
    this.iterationInScenario = -1;
    this.iterationInTest = -1;
    this.#data = undefined;
  }

  /** What its connections have carried so far does not count. */
  forgetTraffic(): void {
    this.parts.countTraffic();
    this.traffic.sent = 0;
    this.traffic.received = 0;
  }

  /** It runs nothing more. */
  close(): void {
    this.parts.closed();
  }

  iterate(iterationInTest: number, ended: (completed: boolean) => void): void {
    if (this.hooks?.due) {
      this.hooks.runBefore((completed) => (completed ? this.iterate(iterationInTest, ended) : ended(false)));
      return;
    }
    const assignment = this.#assignment!;
    this.iterationInInstance++;
    this.iterationInScenario++;
    this.iterationInTest = iterationInTest;
    this.instance.setIteration(this.iterationInInstance);
    if (this.#labelled) this.#label();
    this.#onEnd = ended;
    assignment.started();
    this.#startMs = monotonicMs();
    this.loop.run(this.#function!, this.#data!, this.#onOutcome);
  }

  #labelsWanted(): boolean {
    const { metrics, options } = this.thread;
    return metrics.tapped && (options.systemTags.includes('vu') || options.systemTags.includes('iter'));
  }

  #label(): void {
    const { systemTags } = this.thread.options;
    this.tags = this.thread.metrics.labelled(this.tags, {
      // Stages that run once are of no VU, and their only iteration.
      vu: systemTags.includes('vu') && this.idInInstance > 0 ? this.idInInstance : -1,
      iteration: systemTags.includes('iter') ? Math.max(0, this.iterationInInstance) : -1,
      metadata: this.tags.labels?.metadata,
    });
  }

  interrupt(): void {
    if (this.#rest !== undefined) this.#finishRest();
    else this.loop.interrupt();
  }

  /** Runs setup, teardown, handleSummary or a hook on this instance. */
  runOnce(fn: AnyFunction, args: readonly unknown[], ended: (outcome: Outcome) => void): void {
    if (this.#labelled) this.#label();
    this.loop.run(fn, args, (outcome) => {
      this.#reportTraffic(monotonicMs());
      ended(outcome);
    });
  }

  registerCallback(): Callback {
    return this.loop.registerCallback();
  }

  registerSource(): TaskSource {
    return new TaskSource(this.loop);
  }

  get interrupted(): AbortSignal {
    return this.loop.interrupted;
  }

  get canBlockThread(): boolean {
    return this.stage === 'init';
  }

  blockThread(operation: Operation): unknown {
    return this.loop.blockThread(operation);
  }

  // One function for the VU's life: an iteration makes no closure of its own.
  readonly #onOutcome = (outcome: Outcome): void => {
    const endMs = monotonicMs();
    const durationMs = endMs - this.#startMs;
    // k6 resets the group for what the iteration itself reports.
    if (this.group !== '') {
      this.group = '';
      this.tags = this.tags.with('group', '');
    }
    const { builtin } = this.thread;
    const completed = outcome.kind !== 'interrupted';
    this.#reportTraffic(endMs);
    this.parts.iterationEnded();
    if (completed || this.endsTest) {
      builtin.iteration_duration.add(durationMs, this.tags, endMs);
      builtin.iterations.add(1, this.tags, endMs);
    }
    this.#assignment!.ended(outcome);
    if (this.iterationInInstance === 0) this.afterFirst?.();
    const restMs = this.#minIterationMs - durationMs;
    if (completed && restMs > 0) this.#rest = setTimeout(this.#finishRest, restMs);
    else this.#end(completed);
  };

  readonly #finishRest = (): void => {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#end(true);
  };

  #end(completed: boolean): void {
    const ended = this.#onEnd;
    this.#onEnd = undefined;
    ended?.(completed);
  }

  #reportTraffic(endMs: number): void {
    const { builtin } = this.thread;
    builtin.data_sent.add(this.traffic.sent, this.tags, endMs);
    builtin.data_received.add(this.traffic.received, this.tags, endMs);
    this.traffic.sent = 0;
    this.traffic.received = 0;
  }
}
