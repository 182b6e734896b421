import { flag } from '../call-flag.js';
import { calling } from '../calls.js';
import { textOf as asText, numberOf } from '../conversions.js';
import { current } from '../current.js';
import { Delegate } from '../delegate.js';
import { isObject } from '../is-object.js';
import type { Operation, Suspendable } from '../operation.js';
import { reading, writeProperty } from '../properties.js';
import { making, speciesOf } from '../species.js';

type Steps<T> = Generator<Operation, T, unknown>;

export function* setLastIndex(pattern: object, index: unknown): Suspendable {
  const written = writeProperty(pattern, 'lastIndex', index);
  return flag.f ? yield* new Delegate(written as Suspendable) : written;
}

/** What the builtin makes of a value that has to be text. */
export function* textOf(value: unknown): Steps<string> {
  return (yield* asText(value)) as string;
}

function* toInteger(value: unknown): Steps<number> {
  return Math.trunc((yield* numberOf(value)) as number) || 0;
}

export function* toLength(value: unknown): Steps<number> {
  return Math.min(Math.max(yield* toInteger(value), 0), Number.MAX_SAFE_INTEGER);
}

/** The pattern's own `exec`, or the builtin one. */
export function* regExpExec(pattern: object, text: string): Suspendable {
  const exec = yield* reading(pattern, 'exec');
  if (typeof exec !== 'function') return current.realm.RegExp.prototype.exec.call(pattern as RegExp, text);
  const result = yield* calling(exec, pattern, [text]);
  if (result === null || isObject(result)) return result;
  throw new current.realm.TypeError('exec() of a pattern gives an object or null');
}

/** Behind an empty match. */
export function* advanced(pattern: object, text: string, wide: boolean): Suspendable {
  const at = yield* toLength(yield* reading(pattern, 'lastIndex'));
  const step = wide && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return yield* setLastIndex(pattern, at + step);
}

export interface Match {
  readonly matched: string;
  readonly position: number;
  readonly captures: readonly unknown[];
  readonly groups: unknown;
}

/** What a replacement needs of a result of `exec`. */
export function* match(result: object, text: string): Steps<Match> {
  const read = (key: PropertyKey): Suspendable => reading(result, key);
  const count = Math.max((yield* toLength(yield* read('length'))) - 1, 0);
  const matched = yield* textOf(yield* read(0));
  const index = yield* toInteger(yield* read('index'));
  const position = Math.max(Math.min(index, text.length), 0);
  const captures: unknown[] = [];
  for (let group = 1; group <= count; group++) {
    const captured = yield* read(group);
    captures.push(captured === undefined ? undefined : yield* textOf(captured));
  }
  return { matched, position, captures, groups: yield* read('groups') };
}

/** A pattern of the same class, and its flags. */
export function* speciesMade(
  self: object,
  changed = (flags: string): string => flags,
): Steps<{ readonly pattern: object; readonly flags: string }> {
  const Class = yield* speciesOf(self, current.realm.RegExp);
  const flags = yield* textOf(yield* reading(self, 'flags'));
  return { pattern: (yield* making(Class, [self, changed(flags)])) as object, flags };
}
