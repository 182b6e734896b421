import type { Operation, Resumable } from '../../src/k6/context.js';
import { type AnyFunction, Marked, mayWait, PENDING, type Suspendable, suspendably } from '../../src/k6/suspension.js';
import { stampBlock } from '../../src/suspension/brand.js';
import { callsBack, operation } from '../../src/suspension/natives.js';

/** When the pretended answers come: at once, or in a later turn, as those of a network do. */
export type Answers = 'at once' | 'later';

class Answer {
  readonly status = 200;
  constructor(readonly url: string) {}
}

/** The same pretended requests twice: as operations for compiled scripts, and as promises for those written by hand. */
export class Natives {
  readonly #strands: Resumable[] = [];
  readonly #strandAnswers: Answer[] = [];
  readonly #promises: ((answer: Answer) => void)[] = [];
  readonly #promiseAnswers: Answer[] = [];

  constructor(readonly answers: Answers) {}

  get modules() {
    const get = operation('http.get()', ((url: string) => new Request(this, url)) as never);
    const request = operation('http.request()', ((_method: string, url: string) => new Request(this, url)) as never);
    return { 'k6/http': () => ({ get, request }), k6: () => ({ check, group }) };
  }

  get promising() {
    return { get: (url: string) => this.#promise(url), request: (_method: string, url: string) => this.#promise(url) };
  }

  /** Answers everything that compiled scripts have asked until now, and what they ask thereupon. */
  answerStrands(): void {
    for (let i = 0; i < this.#strands.length; i++) this.#strands[i]!.resume(this.#strandAnswers[i]);
    this.#strands.length = 0;
    this.#strandAnswers.length = 0;
  }

  /** Answers what was asked until now; what follows is asked when the microtasks have run. */
  answerPromises(): void {
    if (this.#promises.length === 0) return;
    const resolves = this.#promises.splice(0);
    const answers = this.#promiseAnswers.splice(0);
    for (let i = 0; i < resolves.length; i++) resolves[i]!(answers[i]!);
  }

  operate(url: string, strand: Resumable): unknown {
    if (this.answers === 'at once') return new Answer(url);
    this.#strands.push(strand);
    this.#strandAnswers.push(new Answer(url));
    return PENDING;
  }

  #promise(url: string): Promise<Answer> {
    if (this.answers === 'at once') return Promise.resolve(new Answer(url));
    return new Promise((resolve) => {
      this.#promises.push(resolve);
      this.#promiseAnswers.push(new Answer(url));
    });
  }
}

class Request extends Marked implements Operation {
  readonly what = 'http';
  constructor(
    readonly natives: Natives,
    readonly url: string,
  ) {
    super();
  }

  exec(strand: Resumable): unknown {
    return this.natives.operate(this.url, strand);
  }
}

export function check(value: unknown, sets: Record<string, AnyFunction>): boolean {
  let all = true;
  for (const name in sets) if (!sets[name]!(value)) all = false;
  return all;
}

const group = callsBack(
  (_name: string, fn: AnyFunction) => fn(),
  ([, fn]) => mayWait(fn),
  (_name: string, fn: AnyFunction): Suspendable => suspendably(fn, undefined, []),
);
stampBlock(group, { enter: (name) => name, leave: () => {} });

export const groupByHand = {
  left: 0,
  /** What someone would write: the group's end comes when the function has. */
  async group(_name: string, fn: AnyFunction): Promise<unknown> {
    try {
      return await fn();
    } finally {
      groupByHand.left++;
    }
  },
};
