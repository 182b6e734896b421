import { types } from 'node:util';
import { flag } from './call-flag.js';
import { current } from './current.js';
import { Delegate, NEXT } from './delegate.js';
import { isObject } from './is-object.js';
import type { Operation, Suspendable } from './operation.js';

/**
 * What the language does by itself can call functions of the script: conversions, accessors, Proxy traps, an `exec` of
 * one's own, constructors of species. It cannot wait for them. So it is begun anew: a function that waits unwinds it, is
 * run to its end by itself, and when the language asks again, it is told what the function returned. No function of the
 * script runs twice; the language finds the same answers in the same order and comes further each time.
 *
 * That is sound because what is begun anew leaves no traces but those that it would leave again, and because in programs
 * where it can happen every function of the script is one that can be asked (see `plan.ts` of the compiler).
 */
class Replay {
  readonly #run: () => unknown;
  readonly #self: unknown;
  /** A property of `self` is read or written, so that an accessor of it is the last to be called. */
  readonly #access: Access | undefined;
  /** Made when there is something to put in: most often nothing of the script is called. */
  #answers: Answer[] | undefined;
  /** Where the next answer is looked for first. */
  #next = 0;
  #round = 0;
  #waiting: Waiting | undefined;
  /** Generators of this round that stand for one of an earlier round, which is already under way. */
  #earlier: Map<unknown, unknown> | undefined;

  constructor(run: () => unknown, self: unknown, access: Access | undefined) {
    this.#run = run;
    this.#self = self;
    this.#access = access;
  }

  get waits(): boolean {
    return this.#waiting !== undefined;
  }

  /** One round. Its value counts only if nothing waits afterwards. */
  round(): unknown {
    this.#next = 0;
    this.#round++;
    const outer = replays.active;
    replays.active = this;
    try {
      return this.#run();
    } catch (error) {
      if (this.#waiting === undefined) throw error;
      return undefined;
    } finally {
      replays.active = outer;
    }
  }

  *finish(): Suspendable {
    for (;;) {
      const { generator, operation, call } = this.#waiting!;
      this.#waiting = undefined;
      // What it does before it waits may be to put something else in its own place.
      const isAccessor = this.#isAccessor(call);
      const outcome = (yield* ending(generator, operation)) as Outcome;
      // What an assignment gives is what was assigned.
      if (isAccessor) return this.#access === 'set' && !outcome.threw ? call.args[0] : resultOf(outcome);
      this.#note(outcome, call);
      const value = this.round();
      if (!this.waits) return value;
      if (this.#answers!.length > MAX_ANSWERS) throw new current.realm.RangeError(TOO_OFTEN);
    }
  }

  /** Is what waits the accessor that was looked for? Where a Proxy stands before it, more is called behind it. */
  #isAccessor({ self, args }: Call): boolean {
    if (this.#access === undefined || !Object.is(self, this.#self)) return false;
    if (args.length !== (this.#access === 'get' ? 0 : 1)) return false;
    for (let holder = Object(self) as object | null; holder !== null; holder = Object.getPrototypeOf(holder)) {
      if (types.isProxy(holder)) return false;
    }
    return true;
  }

  /** Called by the language. `stepped`: the generator of a script that this round has, if one is stepped. */
  answer(generator: Suspendable, self: unknown, args: ArrayLike<unknown>, stepped?: unknown): unknown {
    // The language cleans up behind the function that unwound it; that comes when it is really over.
    if (this.#waiting !== undefined) throw UNWINDING;
    const call = { body: Object.getPrototypeOf(generator), self, args };
    const known = this.#find(call, stepped);
    if (known !== undefined) return this.#told(known, stepped);
    replays.active = undefined;
    let outcome: Outcome;
    try {
      const step = NEXT.call(generator, undefined);
      if (!step.done) {
        this.#waiting = { generator, operation: step.value, call };
        throw UNWINDING;
      }
      outcome = { threw: false, value: step.value };
    } catch (error) {
      if (error === UNWINDING) throw error;
      outcome = { threw: true, value: error };
    } finally {
      replays.active = this;
    }
    this.#note(outcome, call).givenIn = this.#round;
    return resultOf(outcome);
  }

  #note(outcome: Outcome, call: Call): Answer {
    const answer = { ...outcome, ...call, givenIn: 0 };
    this.#answers ??= [];
    this.#answers.push(answer);
    return answer;
  }

  /**
   * The answer to this very call. Not just the next one: what the functions did may have led the language another way,
   * as an accessor does that puts its value in its own place.
   */
  #find(call: Call, stepped: unknown): Answer | undefined {
    const answers = this.#answers;
    if (answers === undefined) return undefined;
    for (let i = 0; i < answers.length; i++) {
      const at = (this.#next + i) % answers.length;
      const answer = answers[at]!;
      if (answer.givenIn === this.#round || !this.#isSame(answer, call, stepped)) continue;
      this.#next = at + 1;
      return answer;
    }
    return undefined;
  }

  #isSame(answer: Answer, { body, self, args }: Call, stepped: unknown): boolean {
    if (answer.body !== body || answer.args.length !== args.length) return false;
    const isFresh = stepped !== undefined && this.#earlier?.has(stepped) !== true;
    if (!isFresh && !Object.is(answer.self, self)) return false;
    for (let at = 0; at < args.length; at++) if (!isLike(answer.args[at], args[at])) return false;
    return true;
  }

  /** The same inside of an async function, out of which nothing can be thrown: what it gives is of no interest then. */
  promised(generator: Suspendable, self: unknown, args: ArrayLike<unknown>): unknown {
    try {
      return this.answer(generator, self, args);
    } catch (error) {
      if (this.#waiting === undefined) throw error;
      return NEVER;
    }
  }

  /** The generator that has been stepped in the place of this one. */
  original(generator: unknown): unknown {
    return this.#earlier?.get(generator) ?? generator;
  }

  #told(answer: Answer, stepped: unknown): unknown {
    answer.givenIn = this.#round;
    if (stepped !== undefined) {
      this.#earlier ??= new Map();
      this.#earlier.set(stepped, answer.self);
    }
    return resultOf(answer);
  }
}

type Access = 'get' | 'set';

interface Outcome {
  readonly threw: boolean;
  readonly value: unknown;
}

/** A call of a function of the script. */
interface Call {
  /** Of which function the generator is. */
  readonly body: unknown;
  readonly self: unknown;
  readonly args: ArrayLike<unknown>;
}

interface Answer extends Outcome, Call {
  /** The round in which the language was told last. */
  givenIn: number;
}

interface Waiting {
  readonly generator: Suspendable;
  readonly operation: Operation;
  readonly call: Call;
}

/** Objects that the language makes for a call are others each time. */
const isLike = (a: unknown, b: unknown): boolean => (isObject(a) ? isObject(b) : Object.is(a, b));

/** Each is looked through again for the next one; and what never comes to an end must be said. */
const MAX_ANSWERS = 10_000;
const TOO_OFTEN = `a function of the language waited more than ${MAX_ANSWERS} times inside one call`;

const NEVER = new Promise(() => {});

/** Thrown through the language. No code of the script stands between who throws it and who catches it. */
const UNWINDING = new Error('the language is begun anew');

function* ending(generator: Suspendable, operation: Operation): Suspendable {
  let input: unknown = yield operation;
  try {
    for (;;) {
      const step = NEXT.call(generator, input);
      if (step.done) return { threw: false, value: step.value };
      input = yield step.value;
    }
  } catch (error) {
    return { threw: true, value: error };
  }
}

function resultOf({ threw, value }: Outcome): unknown {
  if (threw) throw value;
  return value;
}

/** `active`: what the language is in the middle of. `possible`: the program has functions that the language may find. */
export const replays: { active: Replay | undefined; possible: boolean } = { active: undefined, possible: false };

/** Does what the language does by itself; `access` says that it is a property of `self`. A call helper. */
export function replay(run: () => unknown, self?: unknown, access?: Access): unknown {
  const one = new Replay(run, self, access);
  const value = one.round();
  flag.f = one.waits;
  return one.waits ? one.finish() : value;
}

/** The same in a generator of the kernel. */
export function* replaying(run: () => unknown): Suspendable {
  const value = replay(run);
  return flag.f ? yield* new Delegate(value as Suspendable) : value;
}
