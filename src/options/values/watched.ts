import { show } from '../../base/problems.js';
import { all, splitCommas } from '../../schema/lists.js';
import type { Spot } from '../../schema/spot.js';
import type { ValueType } from '../../schema/value-type.js';

/** A process by its number, or whoever listens on the target's ports. */
export type Watched = number | 'auto';

/** Flags may be repeated or hold several entries with commas; JSON has an entry or a list. */
export const watchedList: ValueType<readonly Watched[]> = {
  placeholder: '<pid|auto>',
  fromFlag: (texts, spot) => all(texts.flatMap(splitCommas), (entry) => read(entry, spot)),
  fromEnv: (text, spot) => all(splitCommas(text), (entry) => read(entry, spot)),
  fromJson: (value, spot) =>
    Array.isArray(value) ? all(value, (entry, at) => read(entry, spot.at(at))) : one(value, spot),
  toJson: (list) => list,
};

function one(value: unknown, spot: Spot): readonly Watched[] | undefined {
  const entry = read(value, spot);
  return entry === undefined ? undefined : [entry];
}

function read(entry: unknown, spot: Spot): Watched | undefined {
  if (entry === 'auto') return entry;
  const pid = typeof entry === 'string' && /^\d+$/.test(entry) ? Number(entry) : entry;
  if (typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0) return pid;
  return spot.problem(`must be the number of a process or auto, got ${show(entry)}`);
}
