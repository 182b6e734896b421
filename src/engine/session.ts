import { monotonicMs } from '../base/clock.js';
import { errors, SalvoError } from '../base/errors/index.js';
import type { Summary } from '../report/summary.js';
import { summarize } from '../report/summary.js';
import { ControlBlock } from '../shard/control-block.js';
import { Throttle } from '../shard/throttle.js';
import type { FromWorker } from '../vu/task.js';
import type { RunState } from './handle.js';
import { Measurement } from './measurement.js';
import { isOverdue } from './overdue.js';
import type { RunPlan } from './plan.js';
import type { WorkerHandle } from './pool.js';
import { LEAD_MS, Prelude } from './prelude.js';
import { Sampling } from './sampling.js';
import type { SessionParts } from './session-parts.js';
import { shardTask } from './shard-task.js';
import { resultOf, runStage } from './stages.js';
import type { WarmUp } from './warm-up.js';
import { watchHealth } from './watch-health.js';
import { watch } from './watchdog.js';
import { Workers } from './workers.js';

/** From the first VU to the last number: the part of a run that threads take part in. */
export class Session implements RunState {
  readonly control: ControlBlock;
  readonly warmUp: WarmUp | undefined;
  readonly plan: RunPlan;
  readonly #prelude: Prelude;
  readonly #measurement: Measurement;
  readonly #crew: Workers;
  readonly #sampling: Sampling;
  readonly #notes: string[] = [];
  #begunAtMs: number | undefined;
  #startedAtMs: number | undefined;
  #endedAtMs: number | undefined;
  #setupJson: string | undefined;
  #markedAsFailed: SalvoError | undefined;

  constructor(private readonly parts: SessionParts) {
    const { plan, pool } = parts;
    this.plan = plan;
    this.control = ControlBlock.allocate(plan.workers, plan.options.scenarios.length);
    this.#prelude = new Prelude(plan, this.control);
    this.warmUp = this.#prelude.warmUp;
    this.#sampling = new Sampling(parts.outputs);
    this.#measurement = new Measurement(parts, this.control, this.#sampling);
    const shared = {
      control: this.control.parts,
      warmUpControl: this.warmUp?.control.parts,
      throttle: plan.options.rps > 0 ? Throttle.allocate() : undefined,
    };
    this.#crew = new Workers(
      pool,
      (worker) => shardTask(parts, { ...shared, samples: this.#sampling.ringFor(worker) }, worker),
      {
        message: (worker, message) => this.#hear(worker, message),
        died: (worker, error) => this.#mourn(worker, error),
      },
    );
  }

  elapsedMs(): number | undefined {
    return this.#startedAtMs === undefined ? undefined : this.#nowMs() - this.#startedAtMs;
  }

  runDurationMs(): number {
    return this.#begunAtMs === undefined ? 0 : this.#nowMs() - this.#begunAtMs - this.#prelude.elapsedMs();
  }

  stopping(): boolean {
    return this.parts.stop.reason !== undefined;
  }

  terminateWorker(id: number): void {
    void this.#crew.handles[id]?.kill();
  }

  /** Init, setup, iterations, teardown. Whatever ends it early is in `stop`; what was measured stays readable. */
  async run(): Promise<void> {
    const { plan, stop } = this.parts;
    const unwatch = watch(
      this.control,
      () => this.#crew.handles,
      () => isOverdue(this),
      (worker) => this.#endStuck(worker),
    );
    try {
      this.control.phase = 'initVus';
      this.#sampling.start();
      this.#measurement.startTicks(
        () => this.runDurationMs(),
        ({ metricKey }) => stop.because(errors.thresholdsFailed([metricKey], 'early')),
      );
      await Promise.race([this.#crew.assemble(plan.workers), stop.happened]);
      this.#begunAtMs = monotonicMs();
      if (stop.reason) await this.#crew.standDown();
      else if (await this.#setup()) await this.#iterate();
    } finally {
      this.#endedAtMs = monotonicMs();
      this.#measurement.stopTicks();
      unwatch();
      this.control.phase = 'ended';
    }
  }

  async #setup(): Promise<boolean> {
    const { plan, stop } = this.parts;
    if (!plan.functions.includes('setup') || plan.options.noSetup) return true;
    this.control.phase = 'setup';
    try {
      const work = runStage(this.#crew, 'setup', undefined, plan.options.setupTimeoutMs);
      work.catch(() => {});
      await Promise.race([work, stop.happened]);
      if (stop.reason) this.#crew.interruptOnce();
      const result = resultOf('setup', await work);
      if (typeof result === 'string' || result === undefined) this.#setupJson = result;
      else stop.because(result);
    } catch (error) {
      stop.because(error as SalvoError);
    }
    return !stop.reason;
  }

  /** Waits for what all workers do; they are told when the run is to end. */
  async #stoppable<T>(work: Promise<T>): Promise<T> {
    const { stop } = this.parts;
    const onStop = (): void => this.#crew.stop();
    if (stop.reason) onStop();
    else stop.signal.addEventListener('abort', onStop, { once: true });
    const result = await work;
    stop.signal.removeEventListener('abort', onStop);
    return result;
  }

  async #iterate(): Promise<void> {
    const { plan, log } = this.parts;
    // What ends it early also ends the scenarios before they begin.
    const complaint = await this.#prelude.play(this.#crew, this.#setupJson, (work) => this.#stoppable(work));
    if (complaint !== undefined) this.#warn(complaint);
    this.control.phase = 'running';
    this.#startedAtMs = monotonicMs() + LEAD_MS;
    this.#measurement.scenariosStart();
    const unwatchHealth = watchHealth(this.#measurement, () => this.#nowMs() - this.#startedAtMs!, log);
    this.#crew.start(this.#startedAtMs, this.#setupJson);
    await this.#stoppable(this.#crew.finished());
    this.parts.observer.iterated?.();
    unwatchHealth();
    await this.#measurement.scenariosEnded();
    await this.#teardown(plan);
  }

  async #teardown(plan: RunPlan): Promise<void> {
    if (!plan.functions.includes('teardown') || plan.options.noTeardown) return;
    this.control.phase = 'teardown';
    try {
      const outcome = await runStage(this.#crew, 'teardown', this.#setupJson, plan.options.teardownTimeoutMs);
      const result = resultOf('teardown', outcome);
      if (typeof result === 'object') this.parts.stop.because(result);
    } catch (error) {
      this.parts.stop.because(error as SalvoError);
    }
  }

  /** Everything that was measured goes to the outputs; what they could not take is said. */
  async closeOutputs(): Promise<void> {
    for (const note of await this.#sampling.close(this.parts.stop.killSignal)) this.#warn(note);
  }

  /** The numbers as they stand. */
  summarize(): Summary {
    const { plan } = this.parts;
    const snapshot = this.#measurement.snapshot();
    const runDurationMs = this.runDurationMs();
    return summarize({
      snapshot,
      verdicts: this.#measurement.verdicts(runDurationMs, 'final', snapshot),
      // Nobody asks for what is not judged.
      thresholds: plan.options.noThresholds ? [] : plan.options.thresholds,
      runDurationMs,
      setupData: this.#setupJson === undefined ? undefined : JSON.parse(this.#setupJson),
      scenarios: plan.options.scenarios.map(({ name }) => name),
      workers: plan.workers,
      notes: [...this.#notes, ...this.#measurement.notes],
      generator: this.#measurement.health(),
      target: this.#measurement.target(),
    });
  }

  get crew(): Workers {
    return this.#crew;
  }

  /** Set by `exec.test.fail()`: the run goes on and ends with its own exit code. */
  get markedAsFailed(): SalvoError | undefined {
    return this.#markedAsFailed;
  }

  #nowMs(): number {
    return this.#endedAtMs ?? monotonicMs();
  }

  #hear(worker: number, message: FromWorker): void {
    const { log, stop } = this.parts;
    switch (message.type) {
      case 'log':
        this.control.addLogLines(-message.records.length);
        for (const { level, message: text, fields } of message.records) log.log(level, text, fields);
        break;
      case 'slab':
        this.#measurement.accept(worker, message.message);
        break;
      case 'sampleNames':
        this.#sampling.hear(worker, message.names);
        break;
      case 'abortTest':
        stop.because(errors.abortedByScript(message.message));
        break;
      case 'unsupported':
        stop.because(new SalvoError(message.error));
        break;
      case 'markFailed':
        log.error(message.message === '' ? 'test marked as failed' : `test marked as failed: ${message.message}`);
        this.#markedAsFailed ??= errors.markedAsFailed();
        break;
      case 'note':
        // Later than the summary there is only the log.
        if (this.#endedAtMs === undefined) this.#warn(message.text);
        else log.warn(message.text);
        break;
    }
  }

  #mourn(worker: number, error: SalvoError): void {
    if (worker < this.plan.workers) this.control.writeOff(worker);
    if (!this.#crew.handles[worker]?.terminated) this.parts.stop.because(error);
  }

  #endStuck(worker: WorkerHandle): void {
    if (worker.terminated) return;
    const text = `worker ${worker.id} was still inside script code that never gives its thread back; it was ended, and its running iterations count as interrupted`;
    this.#warn(text);
    void worker.terminate();
  }

  #warn(text: string): void {
    this.parts.log.warn(text);
    this.#notes.push(text);
  }
}
