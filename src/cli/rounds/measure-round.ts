import { availableParallelism, cpus } from 'node:os';
import type { ErrorParts } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import { every } from '../../base/timers.js';
import type { Race } from '../../engine/endings/race.js';
import type { RunState } from '../../engine/handle.js';
import type { RunPlan } from '../../engine/plan.js';
import { type ProcessorTime, processorTime } from '../../engine/processor-time.js';
import { run } from '../../engine/run.js';
import { parseRunFlags } from '../../options/outer-sources.js';
import { type Round, type RunCost, roundOf } from '../../report/scaling/round.js';
import { configFiles } from '../config-files.js';
import { openLog } from '../open-log.js';
import { openScript } from '../open-script.js';
import { imposeLoad, type RoundLoad } from './round-load.js';

/** What is to be run. */
export interface RoundOrder {
  readonly file: string;
  /** Flags of `salvo run`. */
  readonly argv: readonly string[];
  /** In place of the script's own scenarios and thresholds. */
  readonly load?: RoundLoad;
}

/** What a run gave, or why there is nothing to compare. */
export type RoundOutcome = { readonly round: Round } | { readonly error: ErrorParts };

/** Runs the script in this process and measures what that takes of the machine. Thresholds are not judged here. */
export async function measureRound({ file, argv, load }: RoundOrder, host: Host, race: Race): Promise<RoundOutcome> {
  const given = parseRunFlags(argv, host.env, configFiles(host));
  if (load) imposeLoad(given, load);
  using opened = openLog(given.global, host);
  await using script = await openScript(file, given, host);
  const { source, outer } = script;
  const terminal = { noColor: true, stdoutIsTTY: false, stderrIsTTY: false };
  const meter = new Meter();
  const request = {
    source,
    outer,
    log: opened.log,
    cores: availableParallelism(),
    cwd: host.cwd,
    outputHost: host,
    wantsTimeline: () => false,
  };
  const result = await run(
    request,
    { terminal, starting: (state) => meter.watch(state), iterated: () => meter.stop() },
    race,
  );
  const cost = meter.read();
  const { summary, plan, error } = result;
  if (error && (race.reason || !COMPLETE.has(error.code))) return { error: error.toParts() };
  const workers = outer.workers || availableParallelism();
  return { round: roundOf(summary!, { workers, openModel: isOpen(plan!) }, cost) };
}

/** Failures of a run whose numbers are as whole as any, unless they ended it before its time (abortOnFail). */
const COMPLETE = new Set(['E_THRESHOLDS_FAILED', 'E_GENERATOR_SATURATED', 'E_MARKED_AS_FAILED']);

const isOpen = ({ options }: RunPlan): boolean =>
  options.scenarios.every(({ executor }) => executor.endsWith('-arrival-rate'));

/** How often it is looked whether the run has started, until it has. */
const LOOK_EVERY_MS = 5;

/** Processor time of this process and of the whole machine, between the run's start instant and its last iteration. */
class Meter {
  #state: RunState | undefined;
  #from = processorTime();
  #to: ProcessorTime | undefined;
  #seconds = 0;
  #stopLooking = (): void => {};

  watch(state: RunState): void {
    this.#state = state;
    this.#stopLooking = every(LOOK_EVERY_MS, undefined, () => {
      if (state.elapsedMs() === undefined) return;
      this.#from = processorTime();
      this.#stopLooking();
    });
  }

  /** What comes after it, teardown above all, is none of the cost. */
  stop(): void {
    this.#stopLooking();
    this.#seconds = (this.#state?.elapsedMs() ?? 0) / 1000;
    this.#to = processorTime();
  }

  read(): RunCost {
    if (!this.#to) this.stop();
    const [from, to] = [this.#from, this.#to!];
    return {
      seconds: this.#seconds,
      cpuMs: to.ownMs - from.ownMs,
      windowMs: to.atMs - from.atMs,
      machineBusyMs: to.machineMs - from.machineMs,
      machineCores: cpus().length,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    };
  }
}
