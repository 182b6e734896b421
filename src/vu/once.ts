import type { Logger } from '../base/log.js';
import { viewOf } from '../k6/bytes.js';
import type { ThreadContext } from '../k6/context.js';
import type { AnyFunction } from '../k6/suspension.js';
import type { Outcome } from '../suspension/event-loop.js';
import type { Instances } from './instances.js';
import type { Outbox } from './outbox.js';
import { toJson } from './setup-data.js';
import type { OnceOutcome, OnceStage, SummaryFile } from './task.js';
import { Vu } from './vu.js';

/** Runs setup, teardown and handleSummary: each on a script instance of its own, as VU 0. */
export class OnceRunner {
  #running: Vu | undefined;
  /** As in k6, the connections of a stage stay open until the test is over. */
  readonly #done: Vu[] = [];
  readonly #instances: Instances;
  readonly #thread: ThreadContext;
  readonly #outbox: Outbox;

  constructor(instances: Instances, thread: ThreadContext, outbox: Outbox) {
    this.#instances = instances;
    this.#thread = thread;
    this.#outbox = outbox;
  }

  run(stage: OnceStage, argumentJson: string | undefined): void {
    void this.#run(stage, argumentJson).then((outcome) => {
      this.#running = undefined;
      this.#outbox.send({ type: 'onceDone', stage, outcome });
    });
  }

  close(): void {
    for (const vu of this.#done) vu.close();
  }

  interrupt(): void {
    this.#running?.interrupt();
  }

  async #run(stage: OnceStage, argumentJson: string | undefined): Promise<OnceOutcome> {
    const vu = new Vu(this.#thread, { idInInstance: 0, idInTest: 0, minIterationDurationMs: 0 });
    this.#running = vu;
    this.#done.push(vu);
    return this.#runOn(vu, stage, argumentJson);
  }

  async #runOn(vu: Vu, stage: OnceStage, argumentJson: string | undefined): Promise<OnceOutcome> {
    try {
      await this.#instances.runInit(vu);
    } catch (error) {
      return this.#threw(error);
    }
    vu.stage = stage;
    vu.group = stage === 'handleSummary' ? '' : `::${stage}`;
    vu.tags = vu.tags.with('group', vu.group);
    const fn = vu.instance.exports[stage] as AnyFunction;
    const argument = argumentJson === undefined ? undefined : vu.realm.parseJson(argumentJson);
    if (stage === 'handleSummary') nameSetupData(argument as object);
    const args = stage === 'setup' ? [] : [argument];
    vu.loop.goesOn = stage === 'handleSummary';
    return new Promise((resolve) => {
      vu.runOnce(fn, args, (outcome) => {
        if (stage === 'handleSummary') resolve(this.#summarized(outcome));
        else if (outcome.kind === 'interrupted') resolve({ kind: 'interrupted' });
        else resolve(outcome.kind === 'threw' ? this.#threw(outcome.error) : this.#returned(outcome.value));
      });
    });
  }

  #returned(value: unknown): OnceOutcome {
    const json = toJson(value);
    return typeof json === 'object' ? { kind: 'notJson', why: json.why } : { kind: 'returned', json };
  }

  /** As in k6, what fails or aborts later costs nobody what the function itself has returned. */
  #summarized(outcome: Outcome): OnceOutcome {
    if (outcome.kind !== 'returned' && outcome.value === undefined) {
      return outcome.kind === 'threw' ? this.#threw(outcome.error) : { kind: 'interrupted' };
    }
    if (outcome.kind === 'threw') this.#instances.logException(outcome.error);
    return filesOf(outcome.value, this.#thread.log);
  }

  #threw(error: unknown): OnceOutcome {
    return { kind: 'threw', stack: this.#instances.stackOf(error) };
  }
}

/** The usual form names what `setup()` returned also when that is nothing, which JSON cannot say. */
function nameSetupData(data: object & { root_group?: unknown; setup_data?: unknown }): void {
  if ('root_group' in data && !('setup_data' in data)) data.setup_data = undefined;
}

/**
 * What handleSummary returned: a name for each text or bytes. Nothing means the usual summary, and an empty object none.
 * What cannot be written costs the whole of it, as in k6.
 */
function filesOf(value: unknown, log: Logger): OnceOutcome {
  if (value === null || value === undefined) return { kind: 'returned', json: undefined };
  const files = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).map(fileOf) : [undefined];
  const bad = files.indexOf(undefined);
  if (bad < 0) return { kind: 'returned', json: undefined, files: files as SummaryFile[] };
  const path = typeof value === 'object' ? Object.keys(value)[bad] : undefined;
  log.error(
    path === undefined || Array.isArray(value)
      ? 'handleSummary() must return an object of names and texts: there is no summary'
      : `handleSummary() returned no text for ${path}: give a string or an ArrayBuffer; there is no summary`,
  );
  return { kind: 'returned', json: undefined, files: 'unusable' };
}

function fileOf([path, content]: [string, unknown]): SummaryFile | undefined {
  if (typeof content === 'string') return { path, content };
  const bytes = viewOf(content);
  return bytes && { path, content: bytes };
}
