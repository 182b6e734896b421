import type { Suspendable } from '../../../k6/suspension.js';
import { threadRealm } from '../../realm/script-builtins.js';
import { Delegate } from '../delegate.js';
import { type RawCallback, rawOf } from './callback.js';

type Replace = (this: string, pattern: never, replacer: (...match: never[]) => string) => string;

/**
 * String.prototype.replace or replaceAll with a replacer that may block. The builtin itself finds the matches, so
 * that patterns mean exactly what they mean to it; the replacer runs afterwards, once for each.
 */
export function replacing(builtin: Replace) {
  return function* (this: unknown, pattern: unknown, replacer: unknown): Suspendable {
    const text = String(this);
    const matches: unknown[][] = [];
    Reflect.apply(builtin, text, [
      pattern,
      (...match: unknown[]) => {
        matches.push(match);
        return '';
      },
    ]);
    const callback: RawCallback = rawOf(replacer);
    let result = '';
    let end = 0;
    for (const match of matches) {
      const start = startOf(match);
      const replacement = yield* new Delegate(callback.apply(undefined, match));
      result += text.slice(end, start) + String(replacement);
      end = start + (match[0] as string).length;
    }
    return result + text.slice(end);
  };
}

/** A replacer's arguments: match, groups…, offset, text, and the named groups if the pattern has any. */
function startOf(match: readonly unknown[]): number {
  const last = match.at(-1);
  return match.at(typeof last === 'string' ? -2 : -3) as number;
}

const { parse } = threadRealm.intrinsics.JSON;

/** JSON.parse with a reviver that may block. */
export function* parseJson(this: unknown, text: unknown, reviver: unknown): Suspendable {
  return yield* revive(threadRealm.copyOf({ '': parse(String(text)) }), '', rawOf(reviver));
}

function* revive(holder: Record<string, unknown>, key: string, reviver: RawCallback): Suspendable {
  const value = holder[key];
  if (typeof value === 'object' && value !== null) {
    const members = value as Record<string, unknown>;
    const keys = Array.isArray(value) ? Array.from(value, (_, index) => String(index)) : Object.keys(value);
    for (const member of keys) {
      const revived = yield* revive(members, member, reviver);
      if (revived === undefined) delete members[member];
      else define(members, member, revived);
    }
  }
  return yield* new Delegate(reviver.call(holder, key, value));
}

/** Not an assignment: `__proto__` is an ordinary key in JSON. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
