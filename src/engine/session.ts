import { epochMs, monotonicMs } from '../base/clock.js';
import { deferred } from '../base/deferred.js';
import { errors, SalvoError } from '../base/errors/index.js';
import type { Handlers } from '../base/handlers.js';
import { keepSecret } from '../base/redaction.js';
import { thousands } from '../base/thousands.js';
import type { Summary } from '../report/summary.js';
import { summarize } from '../report/summary.js';
import { ControlBlock } from '../shard/control-block.js';
import { Throttle } from '../shard/throttle.js';
import type { Report } from '../vu/task.js';
import type { Endable } from './endings/endable.js';
import { Measurement } from './measurement.js';
import type { RunPlan } from './plan.js';
import { LEAD_MS, Prelude } from './prelude.js';
import { resultOf, runOnce } from './run-once.js';
import { Sampling } from './sampling.js';
import type { SessionParts } from './session-parts.js';
import { shardTask } from './shard-task.js';
import type { WarmUp } from './warm-up.js';
import { watchHealth } from './watch-health.js';
import { Workers } from './workers.js';

/** From the first VU to the last number: the part of a run that threads take part in. */
export class Session implements Endable {
  readonly control: ControlBlock;
  readonly warmUp: WarmUp | undefined;
  readonly plan: RunPlan;
  readonly measurement: Measurement;
  readonly workers: Workers;
  readonly #parts: SessionParts;
  readonly #prelude: Prelude;
  readonly #sampling: Sampling;
  readonly #endWanted = deferred<SalvoError>();
  readonly #notes: string[] = [];
  #madeVus = false;
  #begunAtMs: number | undefined;
  #startedAtMs: number | undefined;
  #endedAtMs: number | undefined;
  #setupJson: string | undefined;
  #markedAsFailed: SalvoError | undefined;

  constructor(parts: SessionParts) {
    const { plan, pool, outputs } = parts;
    this.#parts = parts;
    this.plan = plan;
    this.control = ControlBlock.allocate(plan.workers, plan.options.scenarios.length);
    this.#prelude = new Prelude(plan, this.control);
    this.warmUp = this.#prelude.warmUp;
    const epochAtZeroMs = epochMs() - monotonicMs();
    this.#sampling = new Sampling(outputs, epochAtZeroMs);
    this.measurement = new Measurement(parts, this.control, this.#sampling);
    const shared = {
      control: this.control.parts,
      warmUpControl: this.warmUp?.control.parts,
      throttle: plan.options.rps > 0 ? Throttle.allocate() : undefined,
      epochAtZeroMs,
    };
    this.workers = new Workers(
      pool,
      (worker) => shardTask(parts, { ...shared, samples: this.#sampling.ringFor(worker) }, worker),
      {
        reports: (worker) => this.#reports(worker),
        onWorkerDied: (worker) => {
          if (worker < plan.workers) this.control.writeOff(worker);
        },
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
    return this.#parts.race.reason !== undefined;
  }

  terminateWorker(id: number): void {
    void this.workers.handles[id]?.kill();
  }

  get endWanted(): Promise<SalvoError> {
    return this.#endWanted.promise;
  }

  /** Init, setup, iterations, teardown. Whatever ends it early is in `race`; what was measured stays readable. */
  async run(): Promise<void> {
    const { race } = this.#parts;
    try {
      this.control.phase = 'initVus';
      this.#sampling.start();
      this.measurement.startTicks();
      await this.#makeVus();
      this.#begunAtMs = monotonicMs();
      if (!race.reason && (await this.#setup())) await this.#iterate();
    } finally {
      this.#endedAtMs = monotonicMs();
      this.measurement.stopTicks();
      this.control.phase = 'ended';
    }
  }

  async #makeVus(): Promise<void> {
    const { plan, race } = this.#parts;
    try {
      await race.untilEnded(this.workers.makeVus(plan.workers), () => void this.workers.standDown());
      this.#madeVus = race.reason === undefined;
    } catch (error) {
      race.end(error as SalvoError);
    }
  }

  async #setup(): Promise<boolean> {
    const { plan, race } = this.#parts;
    if (!plan.functions.includes('setup') || plan.options.noSetup) return true;
    this.control.phase = 'setup';
    try {
      const work = runOnce(this.workers, 'setup', undefined, plan.options.setupTimeoutMs);
      const result = resultOf('setup', await race.untilEnded(work, () => this.workers.interruptOnce()));
      if (typeof result === 'string' || result === undefined) this.#setupJson = result;
      else race.end(result);
    } catch (error) {
      race.end(error as SalvoError);
    }
    return !race.reason;
  }

  async #iterate(): Promise<void> {
    const { plan, log, race } = this.#parts;
    const untilEnded = <T>(work: Promise<T>): Promise<T> => race.untilEnded(work, () => this.workers.stop());
    // What ends it early also ends the scenarios before they begin.
    const complaint = await this.#prelude.run(this.workers, this.#setupJson, untilEnded);
    if (complaint !== undefined) this.warn(complaint);
    this.control.phase = 'running';
    this.#startedAtMs = monotonicMs() + LEAD_MS;
    this.measurement.scenariosStart(() => this.runDurationMs());
    const unwatchHealth = watchHealth(this.measurement, () => this.#nowMs() - this.#startedAtMs!, log);
    this.workers.start(this.#startedAtMs, this.#setupJson);
    await untilEnded(this.workers.finished());
    this.#parts.observer.iterated?.();
    unwatchHealth();
    await this.measurement.scenariosEnded(this.runDurationMs());
    await this.#tearDownVus(plan);
    await this.#teardown(plan);
  }

  /** As teardown(), it comes however the scenarios have ended. */
  async #tearDownVus({ functions, options }: RunPlan): Promise<void> {
    if (!functions.includes('vuTeardown') && options.scenarios.every(({ vuTeardown }) => vuTeardown === '')) return;
    this.control.phase = 'teardown';
    await this.workers.tearDownVus(options.teardownTimeoutMs);
  }

  async #teardown(plan: RunPlan): Promise<void> {
    if (!plan.functions.includes('teardown') || plan.options.noTeardown) return;
    this.control.phase = 'teardown';
    try {
      const outcome = await runOnce(this.workers, 'teardown', this.#setupJson, plan.options.teardownTimeoutMs);
      const result = resultOf('teardown', outcome);
      if (typeof result === 'object') this.#parts.race.end(result);
    } catch (error) {
      this.#parts.race.end(error as SalvoError);
    }
  }

  /** Everything that was measured goes to the outputs; what they could not take is said. */
  async closeOutputs(): Promise<void> {
    for (const note of await this.#sampling.close(this.#parts.race.killSignal)) this.warn(note);
  }

  /** The numbers as they stand. */
  summarize(): Summary {
    const { plan } = this;
    const snapshot = this.measurement.snapshot();
    const runDurationMs = this.runDurationMs();
    return summarize({
      snapshot,
      verdicts: this.measurement.verdicts(
        runDurationMs,
        plan.options.failOnEmptyThreshold ? 'strict' : 'final',
        snapshot,
      ),
      // Nobody asks for what is not judged.
      thresholds: plan.options.noThresholds ? [] : plan.options.thresholds,
      runDurationMs,
      setupData: this.#setupJson === undefined ? undefined : JSON.parse(this.#setupJson),
      scenarios: plan.options.scenarios.map(({ name }) => name),
      workers: plan.workers,
      notes: [...this.#notes, ...this.measurement.notes, ...this.#cutRequests()],
      generator: this.measurement.health(),
      target: this.measurement.target(),
      timeline: this.measurement.timeline(),
    });
  }

  /** Before that there is nothing to be summed up. */
  get madeVus(): boolean {
    return this.#madeVus;
  }

  /** Set by `exec.test.fail()`: the run goes on and ends with its own exit code. */
  get markedAsFailed(): SalvoError | undefined {
    return this.#markedAsFailed;
  }

  warn(text: string): void {
    this.#parts.log.warn(text);
    this.#notes.push(text);
  }

  /** The server may have counted them: with these the two numbers agree. */
  #cutRequests(): string[] {
    const { cutRequests: count } = this.control;
    if (count === 0) return [];
    const [requests, them] = count === 1 ? ['request was', 'it'] : ['requests were', 'them'];
    return [
      `${thousands(count)} ${requests} in flight when iterations were interrupted: the server may have counted ${them}, this summary has not.`,
    ];
  }

  #nowMs(): number {
    return this.#endedAtMs ?? monotonicMs();
  }

  #reports(worker: number): Handlers<Report> {
    const { log } = this.#parts;
    return {
      log: ({ records }) => {
        this.control.addLogLines(-records.length);
        log.relay(records);
      },
      secret: ({ value }) => keepSecret(value),
      slab: ({ message }) => this.measurement.accept(worker, message),
      sampleNames: ({ names }) => this.#sampling.acceptNames(worker, names),
      markFailed: ({ message, late }) => {
        log.error(message === '' ? 'test marked as failed' : `test marked as failed: ${message}`);
        if (!late) this.#markedAsFailed ??= errors.markedAsFailed();
      },
      note: ({ text }) => this.warn(text),
      endTest: ({ error }) => this.#endWanted.resolve(new SalvoError(error)),
    };
  }
}
