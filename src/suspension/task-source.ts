import type { AnyFunction } from './operation.js';

/** What a source needs of the event loop it belongs to. */
interface Loop {
  readonly life: number;
  hold(): void;
  letGo(): void;
  task(task: AnyFunction): void;
  settle(): void;
}

/** Something that calls back any number of times: it keeps the run open until it is closed. */
export class TaskSource {
  readonly #loop: Loop;
  readonly #life: number;
  #closed = false;

  constructor(loop: Loop) {
    this.#loop = loop;
    this.#life = loop.life;
    loop.hold();
  }

  /** Puts a task at the end of the queue; one of a run that was cut short is dropped. */
  task(task: AnyFunction): void {
    if (this.#life === this.#loop.life) this.#loop.task(task);
  }

  close(): void {
    if (this.#closed || this.#life !== this.#loop.life) return;
    this.#closed = true;
    this.#loop.letGo();
    this.#loop.settle();
  }
}
