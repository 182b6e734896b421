import { show } from '../base/problems.js';
import type { Spot } from './spot.js';
import type { ValueType } from './value-type.js';

type ReadEntry<T> = (text: string, spot: Spot) => T | undefined;

export interface ListParts<T> {
  readonly placeholder: string;
  readonly read: ReadEntry<T>;
  readonly toJson?: (entry: T) => unknown;
}

/** Flags may be repeated or hold several entries with commas; a variable has commas, JSON has an array. */
export const commaList = <T>(parts: ListParts<T>): ValueType<readonly T[]> =>
  listType(parts, (texts) => texts.flatMap(splitCommas));

/** Every flag is one entry, commas and all. */
export const repeatedList = <T>(parts: ListParts<T>): ValueType<readonly T[]> => listType(parts, (texts) => texts);

/** Entries that need no reading. */
export const asWritten: ReadEntry<string> = (text) => text;

export const splitCommas = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function listType<T>(
  { placeholder, read, toJson = (entry) => entry }: ListParts<T>,
  split: (texts: readonly string[]) => readonly string[],
): ValueType<readonly T[]> {
  return {
    placeholder,
    fromFlag: (texts, spot) => all(split(texts), (entry) => read(entry, spot)),
    fromEnv: (text, spot) => all(splitCommas(text), (entry) => read(entry, spot)),
    fromJson: (value, spot) =>
      Array.isArray(value)
        ? all(value, (entry, index) =>
            typeof entry === 'string'
              ? read(entry, spot.at(index))
              : spot.at(index).problem(`must be a string, got ${show(entry)}`),
          )
        : spot.problem(`must be a list, got ${show(value)}`),
    toJson: (list) => list.map(toJson),
  };
}

/** Reads every entry, so that each wrong one is complained about; undefined when there was a wrong one. */
export function all<From, To>(
  entries: readonly From[],
  read: (entry: From, index: number) => To | undefined,
): readonly To[] | undefined {
  const results = entries.map(read);
  return results.includes(undefined) ? undefined : (results as To[]);
}
