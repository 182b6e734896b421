import type { BuiltinTwin } from '../brand.js';
import { conversion, isObject, toPrimitive } from '../conversions.js';
import type { Intrinsics } from '../intrinsics.js';
import type { AnyFunction, Suspendable } from '../operation.js';

type Hint = 'string' | 'number';
/** How the receiver and each argument is converted, in the order in which the builtin does it; null: not at all. */
type Hints = readonly [self: Hint | null, ...args: (Hint | null)[]];

const S = 'string';
const N = 'number';

const TEXT_METHODS: Readonly<Record<string, Hints>> = {
  at: [S, N],
  charAt: [S, N],
  charCodeAt: [S, N],
  codePointAt: [S, N],
  concat: [S, S, S, S],
  endsWith: [S, S, N],
  includes: [S, S, N],
  indexOf: [S, S, N],
  lastIndexOf: [S, S, N],
  localeCompare: [S, S],
  normalize: [S, S],
  padEnd: [S, N, S],
  padStart: [S, N, S],
  repeat: [S, N],
  slice: [S, N, N],
  startsWith: [S, S, N],
  substr: [S, N, N],
  substring: [S, N, N],
  toLowerCase: [S],
  toUpperCase: [S],
  trim: [S],
  trimEnd: [S],
  trimStart: [S],
};

const NUMBER_METHODS: Readonly<Record<string, Hints>> = {
  toFixed: [null, N],
  toPrecision: [null, N],
  toExponential: [null, N],
};

const GLOBALS: Readonly<Record<string, Hints>> = {
  String: [null, S],
  Number: [null, N],
  BigInt: [null, N],
  parseInt: [null, S, N],
  parseFloat: [null, S],
  isNaN: [null, N],
  isFinite: [null, N],
  encodeURIComponent: [null, S],
  decodeURIComponent: [null, S],
  encodeURI: [null, S],
  decodeURI: [null, S],
};

const MATH_NAMES = ['abs', 'ceil', 'floor', 'round', 'trunc', 'sqrt', 'max', 'min', 'pow', 'sign', 'hypot', 'log'];

/** Builtins that make text or numbers of what they get: an object's conversion may wait, so it is done before. */
export function convertingTwins(realm: Intrinsics): [AnyFunction, BuiltinTwin][] {
  const globals = realm as unknown as Record<string, AnyFunction | undefined>;
  const math = (realm as unknown as { Math?: Record<string, AnyFunction> }).Math ?? {};
  const rows: [AnyFunction | undefined, Hints][] = [
    ...rowsOf(realm.String.prototype as never, TEXT_METHODS),
    ...rowsOf(((globals.Number as unknown as { prototype?: object })?.prototype ?? {}) as never, NUMBER_METHODS),
    ...rowsOf(globals as never, GLOBALS),
    ...MATH_NAMES.map((name): [AnyFunction | undefined, Hints] => [math[name], [null, N, N, N, N, N, N]]),
  ];
  return rows.flatMap(([fn, hints]) => (fn === undefined ? [] : [[fn, converting(fn, hints)] as const])) as never;
}

const rowsOf = (
  holder: Record<string, AnyFunction | undefined>,
  table: Readonly<Record<string, Hints>>,
): [AnyFunction | undefined, Hints][] => Object.entries(table).map(([name, hints]) => [holder[name], hints]);

function converting(fn: AnyFunction, [selfHint, ...hints]: Hints): BuiltinTwin {
  return {
    run(self, args) {
      if (!conversion.suspends) return undefined;
      if (!(selfHint !== null && isObject(self)) && !args.some((arg, at) => hints[at] != null && isObject(arg))) {
        return undefined;
      }
      return (function* (): Suspendable {
        const receiver = selfHint === null ? self : yield* toPrimitive(self, selfHint);
        const converted = [...args];
        for (let at = 0; at < converted.length; at++) {
          const hint = hints[at];
          if (hint != null) converted[at] = yield* toPrimitive(converted[at], hint);
        }
        return Reflect.apply(fn, receiver, converted);
      })();
    },
  };
}
