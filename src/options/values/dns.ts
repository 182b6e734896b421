import { parseDuration } from '../../base/duration.js';
import { isRecord } from '../../base/is-record.js';
import { show } from '../../base/problems.js';
import type { DnsSettings } from '../../protocols/net/settings.js';
import { splitCommas } from '../../schema/lists.js';
import { isGiven, membersOf } from '../../schema/object.js';
import { notOneOf } from '../../schema/scalars.js';
import type { Spot } from '../../schema/spot.js';
import type { ValueType } from '../../schema/value-type.js';

/** What one source says about name resolution; other sources may say the rest. */
export type GivenDns = Partial<DnsSettings> & {
  /** As it was written: what is shown. */
  readonly ttlText?: string;
};

export const DEFAULT_DNS: DnsSettings = { ttlMs: 300_000, select: 'random', policy: 'preferIPv4' };

const SELECTS = ['first', 'random', 'roundRobin'] as const;
const POLICIES = ['preferIPv4', 'preferIPv6', 'onlyIPv4', 'onlyIPv6', 'any'] as const;

/** `ttl=5m,select=first,policy=any` in any order, or the same as an object. */
export const dns: ValueType<GivenDns> = {
  placeholder: '<ttl=..,select=..,policy=..>',
  fromFlag: (texts, spot) => fromText(texts.at(-1)!, spot),
  fromEnv: fromText,
  fromJson: (value, spot) =>
    isRecord(value) ? fromFields(value, spot) : spot.problem(`must be { ttl, select, policy }, got ${show(value)}`),
  toJson: ({ ttlText, select, policy }) => ({
    ttl: ttlText ?? null,
    select: select ?? null,
    policy: policy ?? null,
  }),
};

function fromText(text: string, spot: Spot): GivenDns | undefined {
  const fields: Record<string, string> = {};
  for (const part of splitCommas(text)) {
    const [key = '', value] = part.split('=');
    if (value === undefined) return spot.problem(`must be ttl=..,select=..,policy=.., got ${show(text)}`);
    fields[key] = value;
  }
  return fromFields(fields, spot);
}

function fromFields(fields: Readonly<Record<string, unknown>>, spot: Spot): GivenDns | undefined {
  const before = spot.faults;
  const members = membersOf(fields, ['ttl', 'select', 'policy'], (written) => {
    spot.at(written).problem('unknown field; valid are ttl, select, policy');
  });
  const read = <T>(name: string, reader: (value: unknown, place: Spot) => T | undefined): T | undefined => {
    const member = members.get(name);
    return member && isGiven(member.value) ? reader(member.value, spot.at(member.written)) : undefined;
  };
  const given = {
    ttlMs: read('ttl', readTtl),
    ttlText: read('ttl', String),
    select: read('select', (value, place) => readWord(SELECTS, value, place)),
    policy: read('policy', (value, place) => readWord(POLICIES, value, place)),
  };
  if (spot.faults > before) return undefined;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const readWord = <Word extends string>(words: readonly Word[], value: unknown, spot: Spot): Word | undefined =>
  words.find((word) => word === value) ?? spot.problem(notOneOf(value, words));

function readTtl(value: unknown, spot: Spot): number | undefined {
  if (value === 'inf') return Number.POSITIVE_INFINITY;
  const ms = parseDuration(value);
  if (ms !== undefined && ms >= 0) return ms;
  return spot.earlyProblem(`must be inf, 0, a duration or a number of ms, got ${show(value)}`);
}
