import type { Host } from '../base/host.js';
import type { LogSink } from '../base/log.js';
import { VERSION } from '../base/version.js';
import type { RunState } from '../engine/handle.js';
import { type RunPlan, workingScenarios } from '../engine/plan.js';
import type { OuterSources } from '../options/outer-sources.js';
import { type Palette, paletteFor } from '../report/text/palette.js';
import { inOrderOfStart, renderDescription } from '../ui/description.js';
import { displayModeFor, ProgressDisplay } from '../ui/terminal.js';
import { paintFor } from './colour.js';
import { progressOf } from './progress-state.js';

/** What a user sees of a run while it goes on: the description, the progress, and the last state below the summary. */
export class RunDisplay {
  readonly #palette: Palette;
  #progress: ProgressDisplay | undefined;
  #state: RunState | undefined;
  readonly #script: string;
  readonly #outer: OuterSources;
  readonly #host: Host;

  constructor(script: string, outer: OuterSources, host: Host) {
    this.#script = script;
    this.#outer = outer;
    this.#host = host;
    const { global } = outer;
    this.#palette = paletteFor({ colors: !global.noColor && paintFor(host.stdout, host.env) === 'coloured' });
  }

  planned(plan: RunPlan, outputs: readonly string[]): void {
    if (this.#outer.global.quiet) return;
    const { segment, vus } = plan;
    const lines = renderDescription(
      {
        version: VERSION,
        script: this.#script,
        outputs,
        scenarios: workingScenarios(plan),
        segment,
        maxVus: vus.maxVus,
        maxDurationMs: vus.totalMs,
      },
      this.#palette,
    );
    this.#host.stdout.write(`${lines.join('\n')}\n`);
  }

  starting(state: RunState): void {
    this.#state = state;
    const scenarios = inOrderOfStart(workingScenarios(state.plan));
    this.#progress = new ProgressDisplay({
      stdout: this.#host.stdout,
      mode: displayModeFor(this.#host.stdout, this.#outer.global),
      palette: this.#palette,
      state: () => progressOf(state, scenarios),
    });
    this.#progress.start();
  }

  /** A log whose lines stand above the drawing. */
  logAbove(sink: LogSink): LogSink {
    return (record) => (this.#progress ? this.#progress.above(() => sink(record)) : sink(record));
  }

  /** Takes the drawing away, for the summary. */
  stop(): void {
    this.#progress?.stop();
  }

  /** Leaves the last state standing. */
  finish(): void {
    if (this.#state) this.#progress?.finish();
  }
}
