import { formatDuration, parseDuration } from '../base/duration.js';
import { nearest } from '../base/nearest.js';
import { show } from '../base/problems.js';
import type { RampStage } from './scenario.js';

/** Reports what is wrong with a value; `below` names a place inside it, such as `[2].target`. */
export type Complain = (message: string, below?: string) => void;

/** One field of a scenario: its name in the script, what may stand there, and how it is shown again. */
export interface Field<T> {
  readonly name: string;
  /** Used when the field is not given; undefined when it must be. Sees the fields above it in the table. */
  fallback(above: Readonly<Record<string, unknown>>): T | undefined;
  /** Undefined after a complaint. */
  parse(value: unknown, complain: Complain): T | undefined;
  toJson(value: T): unknown;
}

interface Limits {
  readonly least: number;
  readonly most?: number;
}

/** k6 refuses more VUs than this; it also keeps the arithmetic of ramps inside exact integers. */
const MOST_VUS = 100_000_000;
const identity = <T>(value: T): T => value;
const none = (): undefined => undefined;

export function whole(name: string, limits: Limits, fallback: Field<number>['fallback'] = none): Field<number> {
  return { name, fallback, toJson: identity, parse: (value, complain) => parseWhole(value, limits, complain) };
}

export function vuCount(name: string, least: number, fallback?: Field<number>['fallback']): Field<number> {
  return whole(name, { least, most: MOST_VUS }, fallback);
}

/** A duration in ms. The limits are in ms too. */
export function duration(name: string, limits: Limits, fallback: Field<number>['fallback'] = none): Field<number> {
  return {
    name,
    fallback,
    toJson: formatDuration,
    parse: (value, complain) => parseLimitedDuration(value, limits, complain),
  };
}

export function text(name: string, fallback: string): Field<string> {
  return {
    name,
    fallback: () => fallback,
    toJson: identity,
    parse: (value, complain) => {
      if (typeof value === 'string' && value !== '') return value;
      complain(`must be a non-empty string, got ${show(value)}`);
    },
  };
}

export function textMap(name: string): Field<Readonly<Record<string, string>>> {
  return { name, fallback: () => Object.freeze({}), toJson: (map) => ({ ...map }), parse: parseTextMap };
}

/** Settings that belong to somebody else; only their being an object is looked at. */
export function opaque(name: string): Field<Readonly<Record<string, unknown>>> {
  return {
    name,
    fallback: () => Object.freeze({}),
    toJson: identity,
    parse: (value, complain) => {
      if (isRecord(value)) return value;
      complain(`must be an object, got ${show(value)}`);
    },
  };
}

export function stages(limits: Limits): Field<readonly RampStage[]> {
  return {
    name: 'stages',
    fallback: none,
    toJson: (list) => list.map(({ durationMs, target }) => ({ duration: formatDuration(durationMs), target })),
    parse: (value, complain) => parseStages(value, limits, complain),
  };
}

/** VU stages have the limit of VU counts; stages of rates only that of exact integers. */
export const VU_TARGETS: Limits = { least: 0, most: MOST_VUS };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `did you mean ...`, or the list of what is known. */
export function suggest(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `${meant === undefined ? '' : `did you mean ${meant}? `}valid are ${known.join(', ')}`;
}

function parseWhole(value: unknown, { least, most }: Limits, complain: Complain): number | undefined {
  // Scripts write `vus: __ENV.VUS`; k6 reads whole numbers out of strings too.
  const number = typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    complain(`must be a whole number, got ${show(value)}`);
    return undefined;
  }
  if (number < least)
    complain(least === 1 ? `must be above 0, got ${number}` : `must not be below ${least}, got ${number}`);
  else if (most !== undefined && number > most) complain(`must not be above ${most}, got ${number}`);
  else return number;
}

function parseLimitedDuration(value: unknown, { least, most }: Limits, complain: Complain): number | undefined {
  const ms = parseDuration(value);
  if (ms === undefined) complain(`must be a duration such as "30s", "1m30s" or a number of ms, got ${show(value)}`);
  else if (ms < 0 && least === 0) complain(`must not be negative, got ${show(value)}`);
  else if (ms < least) complain(`must be at least ${formatDuration(least)}, got ${show(value)}`);
  else if (most !== undefined && ms > most) complain(`must be at most ${formatDuration(most)}, got ${show(value)}`);
  else return ms;
}

function parseTextMap(value: unknown, complain: Complain): Readonly<Record<string, string>> | undefined {
  if (!isRecord(value)) {
    complain(`must be an object of strings, got ${show(value)}`);
    return undefined;
  }
  let good = true;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  for (const [key, entry] of entries) {
    if (typeof entry === 'string' || entry === null) continue;
    complain(`must be a string, got ${show(entry)}`, `.${key}`);
    good = false;
  }
  return good
    ? Object.freeze(Object.fromEntries(entries.map(([key, entry]) => [key, String(entry ?? '')])))
    : undefined;
}

const STAGE_FIELDS = ['duration', 'target'] as const;

function parseStages(value: unknown, targets: Limits, complain: Complain): readonly RampStage[] | undefined {
  if (!Array.isArray(value)) {
    complain(`must be a list of { duration, target }, got ${show(value)}`);
    return undefined;
  }
  if (value.length === 0) {
    complain('needs at least one stage');
    return undefined;
  }
  const parsed = value.map((stage, index) => parseStage(stage, `[${index}]`, targets, complain));
  return parsed.includes(undefined) ? undefined : Object.freeze(parsed as RampStage[]);
}

function parseStage(value: unknown, at: string, targets: Limits, complain: Complain): RampStage | undefined {
  if (!isRecord(value)) {
    complain(`must be { duration, target }, got ${show(value)}`, at);
    return undefined;
  }
  let good = true;
  const complainHere = (message: string, below = ''): void => {
    good = false;
    complain(message, at + below);
  };
  for (const name of Object.keys(value))
    if (!(STAGE_FIELDS as readonly string[]).includes(name))
      complainHere(`unknown field; ${suggest(name, STAGE_FIELDS)}`, `.${name}`);
  const durationMs = given(value.duration)
    ? parseLimitedDuration(value.duration, { least: 0 }, (message) => complainHere(message, '.duration'))
    : complainHere('must be given', '.duration');
  const target = given(value.target)
    ? parseWhole(value.target, targets, (message) => complainHere(message, '.target'))
    : complainHere('must be given', '.target');
  return good ? Object.freeze({ durationMs: durationMs!, target: target! }) : undefined;
}

/** JSON has no undefined, k6 reads null as "not set", and an empty string where it wants a number too. */
export const given = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
