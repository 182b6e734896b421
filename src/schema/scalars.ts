import { formatDuration, parseDuration, parseGoDuration } from '../base/duration.js';
import { nearest } from '../base/nearest.js';
import { show } from '../base/problems.js';
import type { Spot } from './spot.js';
import { type JsonType, plainType, type ValueType } from './value-type.js';

/** A whole number. Scripts write `vus: __ENV.VUS`, so JSON strings of digits count too, as in k6. */
export const int: ValueType<number> = plainType({ placeholder: '<n>', fromText: readInt, fromJson: intFromJson });

/** True or false; the flag alone means true. */
export const toggle: ValueType<boolean> = plainType({
  placeholder: '',
  bare: 'true',
  fromText: readToggle,
  fromJson: (value, spot) =>
    typeof value === 'boolean' ? value : spot.problem(`must be true or false, got ${show(value)}`),
});

/** A variable that says anything at all means true, `false` too: k6's for colours, and those of programs before it. */
export const anything: ValueType<boolean> = { ...toggle, fromEnv: () => true };

/** k6 refuses these before it looks at options. */
export const earlyToggle: ValueType<boolean> = {
  ...toggle,
  fromEnv: (written, spot) =>
    isToggle(written) ? TRUE.has(written) : spot.earlyProblem(`must be true or false, got ${show(written)}`),
};

export const text: ValueType<string> = plainType({
  placeholder: '<text>',
  fromText: (value) => value,
  fromJson: (value, spot) => (typeof value === 'string' ? value : spot.problem(`must be a string, got ${show(value)}`)),
});

/** A text that must say something: an empty one is not "not set". */
export const nonEmptyText: ValueType<string> = {
  ...text,
  emptyIsGiven: true,
  fromJson: (value, spot) => (value === '' ? spot.problem('must not be empty') : text.fromJson(value, spot)),
};

/** Milliseconds. Only the flag insists on a unit, as in k6. */
export const duration: ValueType<number> = {
  placeholder: '<duration>',
  fromFlag: (texts, spot) => {
    const written = texts.at(-1)!;
    return parseGoDuration(written) ?? spot.problem(`must be a duration such as 30s or 1m30s, got ${show(written)}`);
  },
  fromEnv: readDuration,
  fromJson: readDuration,
  toJson: formatDuration,
};

/** Anything; checked by those who use it. */
export const opaque: ValueType<unknown> = plainType({
  placeholder: '',
  fromText: (value): unknown => value,
  fromJson: (value) => value,
});

/** One of a few words. */
export function oneOf<const Word extends string>(
  words: readonly Word[],
  { bare, placeholder = `<${words.filter(Boolean).join('|')}>`, others }: WordRules<Word> = {},
): ValueType<Word> {
  const read = (value: unknown, spot: Spot): Word | undefined => {
    const word = words.find((one) => one === value);
    if (word !== undefined || others === undefined) return word ?? spot.problem(notOneOf(value, words));
    if (others === 'early') return spot.earlyProblem(notOneOf(value, words));
    if (typeof value !== 'string') return spot.problem(notOneOf(value, words));
    spot.warn(`${notOneOf(value, words)}, which has no effect`);
    return others.taken;
  };
  return plainType({ placeholder, ...(bare === undefined ? {} : { bare }), fromText: read, fromJson: read });
}

interface WordRules<Word> {
  /** What the flag alone means. */
  readonly bare?: Word;
  readonly placeholder?: string;
  /** Where k6 takes others too: what for. `early`: it refuses them before it looks at options. */
  readonly others?: { readonly taken: NoInfer<Word> } | 'early';
}

/** `must be one of s, ms, us, got "h"`, with a guess where one is near. */
export function notOneOf(value: unknown, words: readonly string[]): string {
  const known = words.filter(Boolean);
  const meant = typeof value === 'string' ? nearest(value, known) : undefined;
  return `must be one of ${known.join(', ')}, got ${show(value)}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`;
}

function readInt(written: string, spot: Spot): number | undefined {
  const value = /^[+-]?\d+$/.test(written.trim()) ? Number(written) : Number.NaN;
  return Number.isSafeInteger(value) ? value : spot.problem(`must be a whole number, got ${show(written)}`);
}

function intFromJson(value: unknown, spot: Spot): number | undefined {
  if (value === '') return undefined;
  if (typeof value === 'string') return readInt(value, spot);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  return spot.problem(`must be a whole number, got ${show(value)}`);
}

const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

const isToggle = (written: string): boolean => TRUE.has(written) || FALSE.has(written);

function readToggle(written: string, spot: Spot): boolean | undefined {
  return isToggle(written) ? TRUE.has(written) : spot.problem(`must be true or false, got ${show(written)}`);
}

function readDuration(value: unknown, spot: Spot): number | undefined {
  if (value === '') return undefined;
  const ms = parseDuration(value);
  return ms ?? spot.problem(`must be a duration such as "30s", "1m30s" or a number of ms, got ${show(value)}`);
}

export interface Limits {
  readonly least: number;
  readonly most?: number;
}

/** Whole numbers within limits. */
export const wholeWithin = (limits: Limits): JsonType<number> =>
  limited(int, (number) => {
    const { least, most } = limits;
    if (number < least)
      return least === 1 ? `must be above 0, got ${number}` : `must not be below ${least}, got ${number}`;
    return most !== undefined && number > most ? `must not be above ${most}, got ${number}` : undefined;
  });

/** Durations of at least so many ms. */
export const durationFrom = (leastMs: number): JsonType<number> =>
  limited(duration, (ms, written) => {
    if (ms < 0 && leastMs === 0) return `must not be negative, got ${show(written)}`;
    return ms < leastMs ? `must be at least ${formatDuration(leastMs)}, got ${show(written)}` : undefined;
  });

function limited<T>(type: JsonType<T>, complaint: (value: T, written: unknown) => string | undefined): JsonType<T> {
  return {
    placeholder: type.placeholder,
    toJson: type.toJson,
    fromJson: (written, spot) => {
      const value = type.fromJson(written, spot);
      const message = value === undefined ? undefined : complaint(value, written);
      return message === undefined ? value : spot.problem(message);
    },
  };
}
