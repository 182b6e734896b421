import type { TagSet } from '../metrics/tags.js';
import type { VuContext } from './context.js';
import { GoError } from './go-error.js';
import type { CallingBack } from './natives.js';
import { type AnyFunction, current, isAsync, mayWait, type Suspendable, suspendably } from './suspension.js';
import { tagsWith } from './tag-values.js';

/** k6's check(): counts each named condition and tells whether all of them held. */
export const check: CallingBack = { native: checkAtOnce, waits: anyWaits, twin: checkWaiting };

export function checkAtOnce(value: unknown, conditions: unknown, tags?: unknown): boolean {
  const { vu, base } = prepare(conditions, tags);
  let all = true;
  for (const name of Object.keys(conditions as object)) {
    const set = base.with('check', checkedName(name));
    const condition = syncOnly((conditions as Record<string, unknown>)[name]);
    let held = false;
    try {
      held = Boolean(typeof condition === 'function' ? (condition as AnyFunction)(value) : condition);
    } finally {
      // Counted also when the condition threw: that check failed, and those after it never ran.
      vu.thread.builtin.checks.add(held ? 1 : 0, set);
    }
    if (!held) all = false;
  }
  return all;
}

/** The same, for conditions that block inside. */
function* checkWaiting(value: unknown, conditions: unknown, tags?: unknown): Suspendable {
  const { vu, base } = prepare(conditions, tags);
  let all = true;
  for (const name of Object.keys(conditions as object)) {
    const set = base.with('check', checkedName(name));
    const condition = syncOnly((conditions as Record<string, unknown>)[name]);
    let held = false;
    let threw = true;
    try {
      held = Boolean(yield* holds(condition, value));
      threw = false;
    } finally {
      // An interrupted strand is dropped and never comes here; a throwing one does.
      if (!threw || vu.stage !== 'init') vu.thread.builtin.checks.add(held ? 1 : 0, set);
    }
    if (!held) all = false;
  }
  return all;
}

function anyWaits([, conditions]: unknown[]): boolean {
  if (typeof conditions !== 'object' || conditions === null) return false;
  for (const name in conditions) if (mayWait((conditions as Record<string, unknown>)[name])) return true;
  return false;
}

function* holds(condition: unknown, value: unknown): Suspendable {
  return typeof condition === 'function' ? yield* suspendably(condition as AnyFunction, undefined, [value]) : condition;
}

function prepare(conditions: unknown, tags: unknown): { vu: VuContext; base: TagSet } {
  const vu = current.vu!;
  if (vu.stage === 'init') throw new GoError('using check() in the init context is not supported');
  if (conditions === undefined) throw new GoError('check() needs an object of conditions');
  if (conditions === null) throw new TypeError('Cannot convert undefined or null to object');
  return { vu, base: tags === undefined || tags === null ? vu.tags : tagsWith(vu.tags, tags) };
}

/** `::` separates groups in paths, so it cannot stand in a name. */
function checkedName(name: string): string {
  if (name.includes('::')) throw new GoError("group and check names may not contain '::'");
  return name;
}

/** The condition itself. Refused before it counts: what it promises is not known yet. */
function syncOnly(condition: unknown): unknown {
  if (isAsync(condition)) {
    throw new GoError('check() does not support async functions: await the value first and check the result');
  }
  return condition;
}
