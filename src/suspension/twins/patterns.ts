import { calling } from '../calls.js';
import { numberOf } from '../conversions.js';
import { current } from '../current.js';
import { append } from '../define.js';
import { isObject } from '../is-object.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { reading } from '../properties.js';
import { advanced, match, regExpExec, setLastIndex, speciesMade, textOf, toLength } from './pattern-exec.js';
import { substitution } from './substitution.js';

/** RegExp.prototype.test with an `exec` of the script's own. */
export function* test(self: unknown, [text]: unknown[]): Suspendable {
  const string = yield* textOf(text);
  return (yield* regExpExec(self as object, string)) !== null;
}

/** RegExp.prototype[Symbol.match]. */
export function* symbolMatch(self: object, [text]: unknown[]): Suspendable {
  const string = yield* textOf(text);
  const flags = yield* textOf(yield* reading(self, 'flags'));
  if (!flags.includes('g')) return yield* regExpExec(self, string);
  yield* setLastIndex(self, 0);
  const found: unknown[] = current.realm.Array();
  for (let result: object | null; (result = (yield* regExpExec(self, string)) as object | null) !== null; ) {
    const matched = yield* textOf(yield* reading(result, 0));
    append(found, matched);
    if (matched === '') yield* advanced(self, string, /[uv]/.test(flags));
  }
  return found.length === 0 ? null : found;
}

/** RegExp.prototype[Symbol.search]. */
export function* symbolSearch(self: object, [text]: unknown[]): Suspendable {
  const string = yield* textOf(text);
  const before = yield* reading(self, 'lastIndex');
  if (!Object.is(before, 0)) yield* setLastIndex(self, 0);
  const result = yield* regExpExec(self, string);
  if (!Object.is(yield* reading(self, 'lastIndex'), before)) yield* setLastIndex(self, before);
  return result === null ? -1 : yield* reading(result, 'index');
}

/** RegExp.prototype[Symbol.replace]: finds all matches first, and replaces then. */
export function* symbolReplace(self: object, [text, replacer]: unknown[]): Suspendable {
  const string = yield* textOf(text);
  const replacement = typeof replacer === 'function' ? replacer : yield* textOf(replacer);
  const flags = yield* textOf(yield* reading(self, 'flags'));
  const isGlobal = flags.includes('g');
  if (isGlobal) yield* setLastIndex(self, 0);
  const results: object[] = [];
  for (let result: object | null; (result = (yield* regExpExec(self, string)) as object | null) !== null; ) {
    results.push(result);
    if (!isGlobal) break;
    if ((yield* textOf(yield* reading(result, 0))) === '') yield* advanced(self, string, /[uv]/.test(flags));
  }
  let made = '';
  let end = 0;
  for (const result of results) {
    const { matched, position, captures, groups } = yield* match(result, string);
    const given = [matched, ...captures, position, string, ...(groups === undefined ? [] : [groups])];
    const put =
      typeof replacement === 'function'
        ? yield* textOf(yield* calling(replacement, undefined, given))
        : ((yield* substitution(replacement as string, { matched, string, position, captures, groups })) as string);
    if (position < end) continue;
    made += string.slice(end, position) + put;
    end = position + matched.length;
  }
  return end >= string.length ? made : made + string.slice(end);
}

/** RegExp.prototype[Symbol.split]: with a pattern of the same class that looks at one place only. */
export function* symbolSplit(self: object, [text, limit]: unknown[]): Suspendable {
  const string = yield* textOf(text);
  const sticky = (flags: string): string => (flags.includes('y') ? flags : `${flags}y`);
  const { pattern: splitter, flags } = yield* speciesMade(self, sticky);
  const parts: unknown[] = current.realm.Array();
  const most = limit === undefined ? 2 ** 32 - 1 : ((yield* numberOf(limit)) as number) >>> 0;
  if (most === 0) return parts;
  if (string === '') {
    if ((yield* regExpExec(splitter, string)) === null) append(parts, string);
    return parts;
  }
  const wide = /[uv]/.test(flags);
  let begin = 0;
  for (let at = 0; at < string.length; ) {
    yield* setLastIndex(splitter, at);
    const result = yield* regExpExec(splitter, string);
    const end =
      result === null ? begin : Math.min(yield* toLength(yield* reading(splitter, 'lastIndex')), string.length);
    if (result === null || end === begin) {
      at += wide && string.codePointAt(at)! > 0xffff ? 2 : 1;
      continue;
    }
    append(parts, string.slice(begin, at));
    if (parts.length === most) return parts;
    begin = end;
    const groups = Math.max((yield* toLength(yield* reading(result, 'length'))) - 1, 0);
    for (let group = 1; group <= groups; group++) {
      append(parts, yield* reading(result, group));
      if (parts.length === most) return parts;
    }
    at = begin;
  }
  append(parts, string.slice(begin));
  return parts;
}

/** String.prototype.match and its like: the pattern may have a method of its own for it. */
export function through(symbol: symbol, builtin: AnyFunction) {
  return function* (self: unknown, [pattern, ...rest]: unknown[]): Suspendable {
    if (self === undefined || self === null) return Reflect.apply(builtin, self, [pattern, ...rest]);
    const hasSecond = symbol === Symbol.replace || symbol === Symbol.split;
    const isAll = symbol === Symbol.matchAll || builtin.name === 'replaceAll';
    if (isObject(pattern)) {
      if (isAll && pattern instanceof current.realm.RegExp) {
        const flags = yield* textOf(yield* reading(pattern, 'flags'));
        // The builtin has the error for it.
        if (!flags.includes('g')) return Reflect.apply(builtin, self, [pattern, ...rest]);
      }
      const method = yield* reading(pattern, symbol);
      if (method !== undefined && method !== null) {
        return yield* calling(method, pattern, hasSecond ? [self, rest[0]] : [self]);
      }
    }
    const text = yield* textOf(self);
    const [second] = rest;
    const limit = symbol === Symbol.split && isObject(second) ? yield* numberOf(second) : second;
    const plain = isObject(pattern) ? yield* textOf(pattern) : pattern;
    const put = symbol === Symbol.replace && isObject(second) && typeof second !== 'function';
    return yield* calling(builtin, text, rest.length === 0 ? [plain] : [plain, put ? yield* textOf(second) : limit]);
  };
}
