import { monotonicMs } from '../base/clock.js';
import { every } from '../base/timers.js';
import { type BuiltinMetrics, builtinMetrics } from '../metrics/builtin.js';
import { MetricsReader } from '../metrics/reader.js';
import { Recorder } from '../metrics/recorder.js';
import { SampleRing } from '../metrics/sample-ring.js';
import { SampleTap } from '../metrics/sample-tap.js';
import type { SlabMessage } from '../metrics/slab.js';
import type { Snapshot } from '../metrics/snapshot.js';
import type { TimelineRecorder } from '../metrics/timeline/recorder.js';
import type { Timeline } from '../metrics/timeline/timeline.js';
import type { GeneratorHealth } from '../report/generator/health.js';
import { withoutVerdict } from '../report/generator/judge.js';
import { allRefused } from '../report/target-down.js';
import type { TargetUsage } from '../report/target-usage.js';
import { type ControlBlock, UNCOUNTED_PHASES } from '../shard/control-block.js';
import { type EvaluationMode, evaluate } from '../thresholds/evaluate.js';
import type { Verdict } from '../thresholds/types.js';
import { WindowedThresholds } from '../thresholds/windows.js';
import { generatorHealth, ProcessMeter } from './health.js';
import type { RunPlan } from './plan.js';
import type { Sampling } from './sampling.js';
import type { SessionParts } from './session-parts.js';
import type { OpenWatch } from './target-watch/open-watch.js';

/** The main thread among those that take samples; workers count from 0. */
const OWN_THREAD = -1;
/** The gauges that only this thread can tell. */
const GAUGES_EVERY_MS = 1000;

/** The numbers of a run on the main thread: all workers' memory, and the few metrics that only this side knows. */
export class Measurement {
  readonly #reader: MetricsReader;
  readonly #own: Recorder;
  readonly #builtin: BuiltinMetrics;
  readonly #process = new ProcessMeter();
  readonly #plan: RunPlan;
  readonly #control: ControlBlock;
  readonly #watch: OpenWatch | undefined;
  readonly #windows: WindowedThresholds;
  /** Undefined when nobody wants to know what the run was over time. */
  readonly #timeline: TimelineRecorder | undefined;
  #scenariosStartMs = 0;
  #stopTicks: (() => void)[] = [];

  constructor(
    { plan, watch, makeTimeline }: Pick<SessionParts, 'plan' | 'watch' | 'makeTimeline'>,
    control: ControlBlock,
    sampling: Sampling,
  ) {
    this.#plan = plan;
    this.#control = control;
    this.#watch = watch;
    this.#reader = new MetricsReader(plan.metricsPlan, plan.metrics);
    this.#windows = new WindowedThresholds(plan.thresholds, this.#reader);
    this.#timeline = makeTimeline?.(() => this.#reader.keyedSeries());
    // The main thread writes as if it were one more worker.
    this.#own = new Recorder({
      plan: plan.metricsPlan,
      announce: (message) => this.accept(plan.workers, message),
      tap: tapOf(OWN_THREAD, plan, sampling),
    });
    this.#builtin = builtinMetrics(this.#own);
  }

  accept(worker: number, message: SlabMessage): void {
    this.#reader.accept(worker, message);
  }

  snapshot(): Snapshot {
    return this.#reader.snapshot();
  }

  /** Samples the gauges once a second: they change without an event that could be counted. */
  startTicks(): void {
    const { vus, vus_max } = this.#builtin;
    const tags = this.#own.rootTags;
    this.#watch?.auto?.start();
    this.#stopTicks.push(
      () => this.#watch?.auto?.stop(),
      every(GAUGES_EVERY_MS, undefined, () => {
        if (UNCOUNTED_PHASES.includes(this.#control.phase)) return;
        const nowMs = monotonicMs();
        vus.add(this.#control.grandTotal('activeVus'), tags, nowMs);
        vus_max.add(this.#control.overWorkers('initializedVus'), tags, nowMs);
        if (this.#control.phase !== 'running') return;
        this.#sampleProcess();
        void this.#sampleTarget();
      }),
    );
  }

  /** From here on the CPU of this process and of the target's counts, and windows move. */
  scenariosStart(runDurationMs: () => number): void {
    this.#process.restart();
    void this.#watch?.target.restart();
    this.#recordTimeline(runDurationMs);
    const { stepMs } = this.#windows;
    if (stepMs === undefined || this.#plan.options.noThresholds) return;
    this.#windows.start(runDurationMs());
    this.#stopTicks.push(every(stepMs, undefined, () => this.#windows.step(runDurationMs())));
  }

  async scenariosEnded(runDurationMs: number): Promise<void> {
    this.#windows.end(runDurationMs);
    this.#sampleProcess();
    await this.#sampleTarget();
    this.#timeline?.end(runDurationMs - this.#scenariosStartMs);
    this.#watch?.auto?.sayWhatIsMissing();
  }

  /** What the watched processes used so far; undefined when none is watched. */
  target(): TargetUsage | undefined {
    return this.#watch?.target.usage();
  }

  /** What must be said of these numbers. */
  get notes(): readonly string[] {
    return this.#watch?.target.notes ?? [];
  }

  /** How well the generator kept up so far. */
  health(): GeneratorHealth {
    const { cores, vus } = this.#plan;
    const health = generatorHealth(
      { reader: this.#reader, control: this.#control, process: this.#process },
      { machineCores: cores, mostWorkers: Math.min(cores, vus.maxVus) },
    );
    // VUs whose connections are refused try again at once. No generator keeps up with that, and no figure depends on it.
    return health.level !== 'ok' && allRefused(this.snapshot()) !== undefined ? withoutVerdict(health) : health;
  }

  /** What the run was over time; undefined when nobody asked. */
  timeline(): Timeline | undefined {
    return this.#timeline?.timeline();
  }

  #recordTimeline(runDurationMs: () => number): void {
    const recorder = this.#timeline;
    if (!recorder) return;
    this.#scenariosStartMs = runDurationMs();
    recorder.start();
    const step = (): void => recorder.step(runDurationMs() - this.#scenariosStartMs);
    this.#stopTicks.push(every(recorder.stepMs, undefined, step));
  }

  #sampleProcess(): void {
    const { generator_cpu, generator_memory } = this.#builtin;
    const { cpuCores, memoryBytes } = this.#process.sample();
    const nowMs = monotonicMs();
    generator_cpu.add(cpuCores, this.#own.rootTags, nowMs);
    generator_memory.add(memoryBytes, this.#own.rootTags, nowMs);
  }

  async #sampleTarget(): Promise<void> {
    const sample = await this.#watch?.target.sample();
    if (!sample) return;
    const { target_cpu, target_memory } = this.#builtin;
    const nowMs = monotonicMs();
    if (sample.cpuCores !== undefined) target_cpu.add(sample.cpuCores, this.#own.rootTags, nowMs);
    target_memory.add(sample.memoryBytes, this.#own.rootTags, nowMs);
  }

  stopTicks(): void {
    for (const stop of this.#stopTicks.splice(0)) stop();
  }

  verdicts(runDurationMs: number, when: EvaluationMode, snapshot = this.snapshot()): readonly Verdict[] {
    if (this.#plan.options.noThresholds) return [];
    return [...evaluate(this.#plan.thresholds, snapshot, runDurationMs, when), ...this.#windows.verdicts(when)];
  }
}

function tapOf(thread: number, { metricsPlan }: RunPlan, sampling: Sampling): SampleTap | undefined {
  const ring = sampling.ringFor(thread);
  if (!ring) return undefined;
  return new SampleTap({
    ring: new SampleRing(ring),
    systemTags: metricsPlan.systemTags,
    announce: (names) => sampling.acceptNames(thread, names),
  });
}
