import { types } from 'node:util';
import { type BuiltinTwin, brandOf } from '../brand.js';
import type { Intrinsics } from '../intrinsics.js';
import { isObject } from '../is-object.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { replays } from '../replay.js';
import { iterators } from './iterators.js';
import { matchIteratorNext, symbolMatchAll } from './match-all.js';
import { symbolMatch, symbolReplace, symbolSearch, symbolSplit, test, through } from './patterns.js';
import { replacing } from './text.js';

const ON_PATTERNS = {
  [Symbol.match]: symbolMatch,
  [Symbol.matchAll]: symbolMatchAll,
  [Symbol.replace]: symbolReplace,
  [Symbol.search]: symbolSearch,
  [Symbol.split]: symbolSplit,
};

const ON_TEXT: Readonly<Record<string, symbol>> = {
  match: Symbol.match,
  matchAll: Symbol.matchAll,
  replace: Symbol.replace,
  replaceAll: Symbol.replace,
  search: Symbol.search,
  split: Symbol.split,
};

type Members = Record<PropertyKey, unknown>;
type PatternTwin = (self: object, args: unknown[]) => Suspendable;

/** Builtins that ask a pattern: it may be one of the script's own. */
export function patternTwins(realm: Intrinsics): [AnyFunction, BuiltinTwin][] {
  const { RegExp: Pattern, String: Text } = realm;
  const own = Pattern.prototype as unknown as Members;
  const { exec } = Pattern.prototype;
  const ownExec = (pattern: unknown): boolean => isObject(pattern) && found(pattern, 'exec') !== exec;
  // `split` and `matchAll` make another of the class.
  const isOfSubclass = (pattern: unknown): boolean => isObject(pattern) && found(pattern, 'constructor') !== Pattern;
  const waits = (pattern: unknown, symbol: symbol): boolean =>
    isObject(pattern) && (ownExec(pattern) || found(pattern, symbol) !== own[symbol]);
  const twins: [AnyFunction, BuiltinTwin][] = [matchIteratorNext(realm)];
  const onPattern = (fn: unknown, twin: PatternTwin): void => {
    const mayWait = (self: unknown, [text, replacer]: unknown[]): boolean =>
      (replays.possible && (ownExec(self) || isObject(text) || isObject(replacer) || isOfSubclass(self))) ||
      // Its `exec` may become the script's own while it is gone over.
      (twin === symbolMatchAll && replays.possible && iterators.suspend) ||
      (twin === symbolReplace && typeof replacer === 'function' && brandOf(replacer) !== undefined);
    twins.push([
      fn as AnyFunction,
      { run: (self, args) => (mayWait(self, args) ? twin(self as object, args) : undefined) },
    ]);
  };
  onPattern(Pattern.prototype.test, test);
  for (const symbol of Object.getOwnPropertySymbols(ON_PATTERNS)) onPattern(own[symbol], ON_PATTERNS[symbol as never]);
  const text = Text.prototype as unknown as Record<string, AnyFunction>;
  for (const [name, symbol] of Object.entries(ON_TEXT)) twins.push([text[name]!, ofText(text[name]!, symbol, waits)]);
  return twins;
}

function ofText(fn: AnyFunction, symbol: symbol, waits: (pattern: unknown, symbol: symbol) => boolean): BuiltinTwin {
  const asked = through(symbol, fn);
  const replaced = symbol === Symbol.replace ? replacing(fn as never) : undefined;
  return {
    run(self, args) {
      if (replays.possible && waits(args[0], symbol)) return asked(self, args);
      const [pattern, replacer] = args;
      if (replaced && typeof replacer === 'function' && brandOf(replacer) !== undefined) return replaced(self, args);
      const converts = (value: unknown): boolean => isObject(value) && waits(value, symbol);
      return replays.possible && (isObject(self) || converts(pattern) || converts(replacer))
        ? asked(self, args)
        : undefined;
    },
  };
}

const UNKNOWN = Symbol();

/** What reading a property will give, without reading it. */
function found(object: object, key: PropertyKey): unknown {
  for (let holder: object | null = object; holder !== null; holder = Object.getPrototypeOf(holder)) {
    if (types.isProxy(holder)) return UNKNOWN;
    const property = Object.getOwnPropertyDescriptor(holder, key);
    if (property !== undefined) return 'value' in property ? property.value : UNKNOWN;
  }
  return undefined;
}
