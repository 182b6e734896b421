import { textOf } from '../conversions.js';
import { Delegate } from '../delegate.js';
import type { Suspendable } from '../operation.js';
import { type RawCallback, rawOf } from './callback.js';

type Replace = (this: string, pattern: never, replacer: (...match: never[]) => string) => string;

/**
 * String.prototype.replace or replaceAll with a replacer that may block. The builtin itself finds the matches, so
 * that patterns mean exactly what they mean to it; the replacer runs afterwards, once for each.
 */
export function replacing(builtin: Replace) {
  return function* (self: unknown, [pattern, replacer]: unknown[]): Suspendable {
    const text = (yield* textOf(self)) as string;
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
      result += text.slice(end, start) + ((yield* textOf(replacement)) as string);
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
