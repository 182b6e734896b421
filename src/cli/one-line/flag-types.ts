import { parseGoDuration } from '../../base/duration.js';
import { show } from '../../base/problems.js';
import { repeatedList, splitCommas } from '../../schema/lists.js';
import { int } from '../../schema/scalars.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';
import type { StatusRange } from './load.js';

/** A time; a number alone is seconds, as for wrk and autocannon. */
export const seconds: ValueType<number> = typeFromText('<duration>', (written, spot) => {
  const ms = /^\d+(\.\d+)?$/.test(written) ? Number(written) * 1000 : parseGoDuration(written);
  if (ms === undefined) return spot.problem(`must be seconds or a duration such as 30s or 1m30s, got ${show(written)}`);
  return ms >= 1 ? ms : spot.problem(`must be at least 1ms, got ${show(written)}`);
});

/** At least one of something. */
export const count: ValueType<number> = typeFromText('<n>', (written, spot) => {
  const value = int.fromFlag([written], spot);
  return value === undefined || value >= 1 ? value : spot.problem(`must be above 0, got ${show(written)}`);
});

/** `5,10,20`. */
export const counts: ValueType<readonly number[]> = typeFromText('<n,n,…>', (written, spot) => {
  const values = splitCommas(written).map((part) => count.fromFlag([part], spot));
  if (values.length === 0) return spot.problem('must be numbers of users such as 5,10,20');
  return values.includes(undefined) ? undefined : (values as number[]);
});

/** `Name: value`, as curl has it, or `Name=value`, as autocannon also has it. */
export const headers: ValueType<readonly (readonly [name: string, value: string])[]> = repeatedList({
  placeholder: '<name: value>',
  read: (written, spot) => {
    const [, name, value] = /^\s*([^\s:=]+)\s*[:=]\s*(.*?)\s*$/s.exec(written) ?? [];
    if (name === undefined) return spot.problem(`must be a header such as "Accept: text/html", got ${show(written)}`);
    return [name, value!] as const;
  },
});

/** `200,204,3xx,400-499`. */
export const statuses: ValueType<readonly StatusRange[]> = typeFromText('<statuses>', (written, spot) => {
  const ranges = splitCommas(written).map((part) => statusRange(part, spot));
  return ranges.includes(undefined) ? undefined : (ranges as StatusRange[]);
});

function statusRange(written: string, spot: Spot): StatusRange | undefined {
  const [, digit] = /^([1-5])xx$/i.exec(written) ?? [];
  if (digit !== undefined) return { min: Number(digit) * 100, max: Number(digit) * 100 + 99 };
  const [, from, to = from] = /^([1-9]\d\d)(?:-([1-9]\d\d))?$/.exec(written) ?? [];
  const range = { min: Number(from), max: Number(to) };
  return range.min <= range.max
    ? range
    : spot.problem(`must be statuses such as 200,3xx,400-404, got ${show(written)}`);
}

function typeFromText<T>(placeholder: string, read: (written: string, spot: Spot) => T | undefined): ValueType<T> {
  return plainType({ placeholder, fromText: read, fromJson: (value, spot) => read(String(value), spot) });
}
