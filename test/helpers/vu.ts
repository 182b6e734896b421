// A VU for tests that need the runtime without a whole run around it: a real event loop, and a context that counts.

import { Logger, type LogRecord } from '../../src/base/log.js';
import type { Callback, LifecycleStage, Operation, Resumable, ThreadContext, VuContext } from '../../src/k6/context.js';
import { notInInit } from '../../src/k6/go-error.js';
import type { ScriptRealm } from '../../src/k6/realm.js';
import { type AnyFunction, Marked, PENDING } from '../../src/k6/suspension.js';
import { VuParts } from '../../src/k6/vu-parts.js';
import { type LoopReport, type Outcome, VuLoop } from '../../src/suspension/event-loop.js';
import { operation } from '../../src/suspension/natives.js';
import { TaskSource } from '../../src/suspension/task-source.js';
import { threadRealm } from '../../src/vu/realm/thread-realm.js';

export class TestVu implements VuContext, LoopReport {
  readonly thread: ThreadContext;
  readonly logged: LogRecord[] = [];
  readonly unsupportedErrors: Error[] = [];
  readonly stoppedTimers: string[] = [];
  readonly idInTest: number;
  stage: LifecycleStage = 'vu';
  scenario = null;
  iterationInInstance = -1;
  iterationInScenario = -1;
  iterationInTest = -1;
  latenessMs = undefined;
  group = '';
  readonly traffic = { sent: 0, received: 0 };
  readonly parts = new VuParts();
  readonly loop: VuLoop<TestVu>;
  realm: ScriptRealm = threadRealm;

  constructor(readonly idInInstance = 1) {
    this.idInTest = idInInstance;
    const log = new Logger(
      (record) => this.logged.push(record),
      () => 0,
      'debug',
    );
    this.thread = { log } as unknown as ThreadContext;
    this.loop = new VuLoop(this, this);
  }

  get tags(): never {
    throw new Error('this VU measures nothing');
  }
  get canBlockThread(): boolean {
    return this.stage === 'init';
  }
  get interrupted(): AbortSignal {
    return this.loop.interrupted;
  }
  registerCallback(): Callback {
    return this.loop.registerCallback();
  }

  registerSource(): TaskSource {
    return new TaskSource(this.loop);
  }
  blockThread(operation: Operation): unknown {
    return this.loop.blockThread(operation);
  }
  interrupt(): void {
    this.loop.interrupt();
  }
  unsupported(_vu: unknown, error: Error): void {
    this.unsupportedErrors.push(error);
  }
  notInInit(what: string): Error {
    return notInInit(what);
  }
  timerStopped(_vu: unknown, kind: string, id: number): void {
    this.stoppedTimers.push(`${kind} ${id}`);
  }

  /** Runs a function as one iteration. */
  iterate(fn: AnyFunction, ...args: unknown[]): Promise<Outcome> {
    return new Promise((resolve) => this.loop.run(fn, args, resolve));
  }
}

/** A native that waits until the test lets it go on; for scripts in tests. */
export class Gate {
  readonly waiting: { readonly value: unknown; readonly strand: Resumable }[] = [];
  cancelled = 0;

  /** `wait(value)` gives back its argument when the gate is opened for it. */
  readonly wait = operation('wait()', ((value: unknown) =>
    Object.assign(new Marked(), {
      what: 'wait()',
      exec: (strand: Resumable) => {
        this.waiting.push({ value, strand });
        return PENDING;
      },
      cancel: () => {
        this.cancelled++;
      },
    })) as never);

  open(): void {
    const next = this.waiting.shift()!;
    next.strand.resume(next.value);
  }
}

/** A native that blocks by name and gives its argument at once. */
export const instantly = operation('instantly()', ((value: unknown) =>
  Object.assign(new Marked(), {
    what: 'instantly()',
    exec: () => value,
  })) as never);
