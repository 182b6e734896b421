import { monotonicMs } from '../base/clock.js';
import type { VuContext } from './context.js';
import { GoError } from './go-error.js';
import type { CallingBack } from './natives.js';
import { type AnyFunction, current, isAsync, mayWait, type Suspendable, suspendably } from './suspension.js';

/** What must be put back when a group ends. */
interface OpenGroup {
  readonly vu: VuContext;
  readonly outer: string;
  readonly startMs: number;
}

/** The compiler has put the body where the call stood. */
const IN_PLACE = Symbol('in place');

/** k6's group(): names a part of the script, for tags and for group_duration. */
export const group: CallingBack = {
  native: groupAtOnce,
  waits: ([, body]) => mayWait(body),
  twin: groupWaiting,
  block: { enter: (name) => enter(name, IN_PLACE), leave: (open) => leave(open as OpenGroup) },
};

function groupAtOnce(name: unknown, body: unknown): unknown {
  const open = enter(name, body);
  try {
    return (body as AnyFunction)();
  } finally {
    leave(open);
  }
}

function* groupWaiting(name: unknown, body: unknown): Suspendable {
  const open = enter(name, body);
  try {
    return yield* suspendably(body as AnyFunction, undefined, []);
  } finally {
    leave(open);
  }
}

function enter(name: unknown, body: unknown): OpenGroup {
  const vu = current.vu!;
  if (vu.stage === 'init') throw new GoError('using group() in the init context is not supported');
  const text = String(name);
  if (text.includes('::')) throw new GoError("group and check names may not contain '::'");
  if (body !== IN_PLACE) {
    if (typeof body !== 'function') throw new GoError('group() needs a function as its second argument');
    if (isAsync(body)) throw new GoError('group() does not support async functions as its body');
  }
  const outer = vu.group;
  // The root has no name: what has none is the group around it.
  if (text !== '') setGroup(vu, `${outer}::${text}`);
  return { vu, outer, startMs: monotonicMs() };
}

function leave({ vu, outer, startMs }: OpenGroup): void {
  vu.thread.builtin.group_duration.add(monotonicMs() - startMs, vu.tags);
  setGroup(vu, outer);
}

function setGroup(vu: VuContext, path: string): void {
  vu.group = path;
  // Through `with`, so that tags which the script set inside the group stay.
  vu.tags = vu.tags.with('group', path);
}
