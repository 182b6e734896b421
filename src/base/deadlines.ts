import { monotonicMs } from './clock.js';
import { LONGEST_TIMER_MS } from './timers.js';

/** Something with a time limit. The links belong to the list it stands in. */
export interface Limited {
  /** Its time is over; it is no longer in the list. */
  expire(): void;
  deadline: Deadline | null;
}

/** A place in a list of equal time limits. */
export class Deadline {
  previous: Deadline | null = null;
  next: Deadline | null = null;

  constructor(
    readonly list: DeadlineList,
    readonly owner: Limited,
    readonly atMs: number,
  ) {}
}

/**
 * Time limits, thousands at once and nearly all of them lifted in time: a request's timeout. Limits of equal length end in
 * the order they began, so each length has a list and one timer; setting and lifting a limit only moves links.
 */
export class Deadlines {
  readonly #lists = new Map<number, DeadlineList>();

  set(owner: Limited, limitMs: number, nowMs = monotonicMs()): void {
    let list = this.#lists.get(limitMs);
    if (list === undefined) {
      list = new DeadlineList(limitMs, (empty) => this.#lists.delete(empty.limitMs));
      this.#lists.set(limitMs, list);
    }
    list.add(owner, nowMs);
  }
}

export class DeadlineList {
  #first: Deadline | null = null;
  #last: Deadline | null = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #emptied: (list: DeadlineList) => void;

  constructor(
    readonly limitMs: number,
    emptied: (list: DeadlineList) => void,
  ) {
    this.#emptied = emptied;
  }

  add(owner: Limited, nowMs: number): void {
    const deadline = new Deadline(this, owner, nowMs + this.limitMs);
    owner.deadline = deadline;
    deadline.previous = this.#last;
    if (this.#last === null) this.#first = deadline;
    else this.#last.next = deadline;
    this.#last = deadline;
    if (this.#timer === null) this.#arm(this.limitMs);
  }

  remove(deadline: Deadline): void {
    if (deadline.previous === null) this.#first = deadline.next;
    else deadline.previous.next = deadline.next;
    if (deadline.next === null) this.#last = deadline.previous;
    else deadline.next.previous = deadline.previous;
    // A dead link that the collector has already moved to the old generation would keep all that came after it alive.
    deadline.previous = null;
    deadline.next = null;
    deadline.owner.deadline = null;
  }

  /** The timer is left running when its deadline is lifted: it looks again when it fires. */
  #arm(delayMs: number): void {
    this.#timer = setTimeout(() => this.#fired(), Math.min(delayMs, LONGEST_TIMER_MS));
    // What waits holds the process open itself; a limit does not.
    this.#timer.unref();
  }

  #fired(): void {
    this.#timer = null;
    const nowMs = monotonicMs();
    // A Node timer may fire up to a millisecond early.
    for (let one = this.#first; one !== null && one.atMs <= nowMs + 0.5; one = this.#first) {
      this.remove(one);
      one.owner.expire();
    }
    if (this.#timer !== null) return;
    if (this.#first !== null) this.#arm(Math.max(1, this.#first.atMs - nowMs));
    else this.#emptied(this);
  }
}

/** Takes the limit back, if it still stands. */
export function clearDeadline(owner: Limited): void {
  owner.deadline?.list.remove(owner.deadline);
}
