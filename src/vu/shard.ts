import { setMaxListeners } from 'node:events';
import { monotonicMs } from '../base/clock.js';
import { errors } from '../base/errors/index.js';
import { type Handlers, handle } from '../base/handlers.js';
import { Problems } from '../base/problems.js';
import { every, sleep } from '../base/timers.js';
import type { ScenarioConfig } from '../executors/config.js';
import { executorOf, warmUpConfig } from '../executors/index.js';
import type { ThreadContext } from '../k6/context.js';
import { loadModules } from '../k6/index.js';
import { Interruption } from '../k6/suspension.js';
import { deepFreeze } from '../options/deep-freeze.js';
import { ControlBlock } from '../shard/control-block.js';
import { Segment } from '../shard/segment.js';
import { vuNumber } from '../shard/share.js';
import { BuiltinGuard } from './builtin-guard.js';
import { HealthMeter } from './health-meter.js';
import { Instances } from './instances.js';
import { OnceRunner } from './once.js';
import { Outbox } from './outbox.js';
import { exchangeWithItself } from './own-exchange.js';
import { preconnect } from './preconnect.js';
import type { ModuleTable } from './runtime/modules.js';
import { ScriptFiles } from './sandbox/files.js';
import { SharedArrays } from './sandbox/shared-array-store.js';
import type { ShardTask, ToWorker } from './task.js';
import { openThread } from './thread.js';
import { Vu } from './vu.js';
import { VuPool } from './vu-pool.js';
import { WorkerScenario } from './worker-scenario.js';

/** How often a worker shows that its event loop turns. */
const HEARTBEAT_MS = 50;

/** A worker's whole part of a run: makes its VUs, then does what it is told until the end. */
export async function runShard(task: ShardTask): Promise<void> {
  await new ShardRun(task, await loadModules(task.script.k6Modules)).done;
}

const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);

class ShardRun {
  readonly done: Promise<void>;
  readonly #task: ShardTask;
  readonly #control: ControlBlock;
  /** Where scenarios count now: the warm-up's block while that lasts. */
  #counting: ControlBlock;
  readonly #outbox: Outbox;
  readonly #thread: ThreadContext;
  readonly #instances: Instances;
  readonly #guard: BuiltinGuard | undefined;
  readonly #pool: VuPool;
  readonly #once: OnceRunner;
  readonly #segment: Segment;
  readonly #stop = new AbortController();
  readonly #stopHeart: () => void;
  readonly #health: HealthMeter;
  readonly #planned: number;
  #begunAtMs = monotonicMs();
  #setupJson: string | undefined;
  #end!: () => void;

  constructor(task: ShardTask, modules: ModuleTable) {
    this.#task = task;
    // Each scenario listens until its own end: for more than ten Node would warn of a leak.
    setMaxListeners(0, this.#stop.signal);
    this.#planned = task.pools[task.shard.index] ?? 0;
    this.#control = ControlBlock.attach(task.control);
    this.#counting = this.#control;
    this.#outbox = new Outbox(task.port, this.#control);
    this.#segment = Segment.parse(...task.segment, new Problems()) ?? Segment.whole;
    const files = new ScriptFiles(task.script, task);
    this.#thread = openThread({
      task,
      control: this.#control,
      counting: () => this.#counting,
      outbox: this.#outbox,
      sharedArrays: new SharedArrays(task.sharedArrays),
      files,
      begunAtMs: () => this.#begunAtMs,
      onUnsupported: (error) => this.#unsupported(error),
    });
    this.#instances = new Instances(task, this.#thread, modules, files, { options: deepFreeze(task.ownOptions) });
    if (task.isolation === 'auto') {
      this.#guard = new BuiltinGuard(this.#instances.watchBuiltins(), (names) => this.#builtinsChanged(names));
    }
    this.#pool = new VuPool(
      (number) => this.#makeVu(number),
      () => this.#control.addToWorker(task.shard.index, 'initializedVus', 1),
      monotonicMs,
      this.#thread.log,
    );
    this.#once = new OnceRunner(this.#instances, this.#thread, this.#outbox);
    this.#health = new HealthMeter(this.#thread, this.#control, task.shard.index);
    this.#stopHeart = every(HEARTBEAT_MS, undefined, () => this.#control.addToWorker(task.shard.index, 'heartbeat', 1));
    this.done = new Promise((resolve) => {
      this.#end = resolve;
    });
    task.port.on('message', (message: ToWorker) => handle(this.#handlers, message));
    void this.#init();
  }

  async #init(): Promise<void> {
    try {
      await exchangeWithItself(this.#thread, this.#task.script.k6Modules);
      await this.#pool.fill(this.#planned, this.#stop.signal);
      this.#outbox.send({ type: 'ready' });
    } catch (error) {
      // Init code that has ended the test: what it said of it is on its way.
      if (error instanceof Interruption) this.#outbox.send({ type: 'ready' });
      else this.#outbox.send({ type: 'failed', error: this.#instances.initError(error).toParts() });
    }
  }

  #makeVu(number: number): Vu | Promise<Vu> {
    const { shard, options, pools } = this.#task;
    // Planned VUs are numbered in turn over the workers; those made later take the numbers after them as they come.
    const own = number < this.#planned ? vuNumber(pools, shard.index, number) : sum(pools) + this.#control.claimVu();
    const vu = new Vu(this.#thread, {
      idInInstance: own + 1,
      idInTest: this.#segment.globalIndex(own) + 1,
      minIterationDurationMs: options.minIterationDurationMs,
    });
    vu.afterFirst = this.#guard?.look;
    return this.#instances.runInit(vu);
  }

  /** A blocking call that cannot suspend: the numbers would be wrong from here on, so the test ends. */
  #unsupported(error: Error): void {
    if (this.#task.onUnsupported !== 'abort') return;
    this.#outbox.send({ type: 'endTest', error: this.#instances.unsupportedError(error).toParts() });
  }

  /** VUs share what one of them has changed: their results are not what they would be in k6, so the test ends. */
  #builtinsChanged(names: readonly string[]): void {
    this.#outbox.send({ type: 'endTest', error: errors.builtinsChanged(names).toParts() });
  }

  readonly #handlers: Handlers<ToWorker> = {
    once: ({ stage, argumentJson }) => {
      if (stage === 'setup') this.#begunAtMs = monotonicMs();
      this.#once.run(stage, argumentJson);
    },
    interruptOnce: () => this.#once.interrupt(),
    warmUp: ({ atMs, setupJson }) => void this.#warmUp(atMs, setupJson),
    preconnect: () => void this.#preconnect(),
    start: ({ atMs, setupJson }) => void this.#runScenarios(atMs, setupJson),
    stop: () => this.#stop.abort(),
    tearDownVus: ({ limitMs }) => void this.#tearDownVus(limitMs),
    end: () => this.#close(),
  };

  /** The test's first part once before the test: connections, compiled code and the script's state stay, numbers do not. */
  async #warmUp(atMs: number, setupJson: string | undefined): Promise<void> {
    const { options, warmUpControl } = this.#task;
    const beganMs = monotonicMs();
    this.#setupJson = setupJson;
    this.#thread.metrics.pause();
    this.#counting = ControlBlock.attach(warmUpControl!);
    await Promise.all(
      options.scenarios.map(async (whole, index) => {
        const config = warmUpConfig(whole, options.warmupMs);
        if (config) await this.#runScenario(config, index, atMs);
      }),
    );
    this.#pool.settle(this.#planned);
    this.#counting = this.#control;
    this.#thread.metrics.resume();
    this.#begunAtMs += monotonicMs() - beganMs;
    this.#outbox.send({ type: 'warmedUp' });
  }

  /** Only the VUs that are there: those made while the test runs connect when they first need to. */
  async #preconnect(): Promise<void> {
    const beganMs = monotonicMs();
    const result = await preconnect(this.#pool.free, this.#task.options.preconnect, this.#stop.signal);
    this.#begunAtMs += monotonicMs() - beganMs;
    this.#outbox.send({ type: 'preconnected', result });
  }

  async #runScenarios(atMs: number, setupJson: string | undefined): Promise<void> {
    this.#setupJson = setupJson;
    const { scenarios } = this.#task.options;
    this.#pool.forgetTraffic();
    this.#health.start();
    await Promise.all(scenarios.map((config, index) => this.#runScenario(config, index, atMs)));
    this.#guard?.lookNow();
    this.#health.stop();
    this.#tellDroppedLines();
    this.#outbox.send({ type: 'finished' });
  }

  async #runScenario(config: ScenarioConfig, index: number, atMs: number): Promise<void> {
    const startAtMs = atMs + config.startTimeMs;
    const control = this.#counting;
    const scenario = new WorkerScenario({
      config,
      index,
      segment: this.#segment,
      shard: this.#task.shard,
      offset: this.#task.slotOffsets[index]!,
      startAtMs,
      epochAtZeroMs: this.#task.epochAtZeroMs,
      thread: this.#thread,
      control,
      pool: this.#pool,
      env: this.#task.env,
      setupJson: this.#setupJson,
      signal: this.#stop.signal,
      reportException: (error, hook) => this.#instances.reportException(error, config, hook),
    });
    await sleep(startAtMs - monotonicMs(), this.#stop.signal);
    await executorOf(config).run(scenario);
    control.add(this.#task.shard.index, index, 'endedMs', Math.max(0, scenario.elapsedMs()));
    control.add(this.#task.shard.index, index, 'ended', 1);
  }

  async #tearDownVus(limitMs: number): Promise<void> {
    const late = await this.#pool.tearDown(limitMs);
    if (late > 0) {
      this.#thread.builtin.vu_hook_errors.add(late, this.#thread.metrics.rootTags);
      this.#thread.log.error(`${late} VUs were interrupted in vuTeardown(): it took longer than ${limitMs / 1000} s`);
    }
    this.#outbox.send({ type: 'vusTornDown' });
  }

  #tellDroppedLines(): void {
    const lines = this.#outbox.takeDroppedLines();
    if (lines === 0) return;
    const text = `worker ${this.#task.shard.index} dropped ${lines} log lines: the terminal or file took them too slowly`;
    this.#outbox.send({ type: 'note', text });
  }

  #close(): void {
    this.#stopHeart();
    this.#pool.close();
    this.#once.close();
    this.#tellDroppedLines();
    this.#task.port.close();
    this.#end();
  }
}
