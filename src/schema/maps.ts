import { isRecord } from '../base/is-record.js';
import { show } from '../base/problems.js';
import { all, splitCommas } from './lists.js';
import type { Spot } from './spot.js';
import { type JsonType, plainType, type ValueType } from './value-type.js';

export type TextMap = Readonly<Record<string, string>>;
type ReadPair = (text: string, spot: Spot) => readonly [string, string] | undefined;

/** `--tag name=value`, one per flag; `K6_TAGS=a:b,c:d`; an object of strings in JSON. */
export const tagMap: ValueType<TextMap> = {
  placeholder: '<name=value>',
  fromFlag: (texts, spot) => pairs(texts, spot, tagPair('=')),
  fromEnv: (text, spot) => pairs(splitCommas(text), spot, tagPair(':')),
  fromJson: readTextMap,
  toJson: (map) => map,
};

/** `-e NAME=value`, one per flag. Without `=` the value is empty, also where the system has one, as in k6. */
export const envMap: ValueType<TextMap> = {
  placeholder: '<NAME=value>',
  fromFlag: (texts, spot) => pairs(texts, spot, envPair),
  fromEnv: (text, spot) => pairs([text], spot, envPair),
  fromJson: readTextMap,
  toJson: (map) => map,
};

/** `{ name: 'value' }`. */
export const textMap: JsonType<TextMap> = {
  placeholder: '{ name: value }',
  fromJson: readTextMap,
  toJson: (map) => ({ ...map }),
};

/** An object whose members somebody else reads. */
export const namedObjects: ValueType<Readonly<Record<string, unknown>>> = plainType({
  placeholder: '',
  fromText: (text, spot) => spot.problem(`can only be set in the script or the config file, got ${show(text)}`),
  fromJson: (value, spot) => (isRecord(value) ? value : spot.problem(`must be an object, got ${show(value)}`)),
});

/** An object whose values are all strings; Go reads null as an empty one. */
export function readTextMap(value: unknown, spot: Spot): TextMap | undefined {
  if (!isRecord(value)) return spot.problem(`must be an object of strings, got ${show(value)}`);
  const given = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const entries = all(given, ([key, entry]) => {
    if (typeof entry === 'string' || entry === null) return [key, entry ?? ''] as const;
    return spot.at(key).problem(`must be a string, got ${show(entry)}`);
  });
  return entries && Object.fromEntries(entries);
}

function pairs(texts: readonly string[], spot: Spot, read: ReadPair): TextMap | undefined {
  const entries = all(texts, (text) => read(text, spot));
  return entries && Object.fromEntries(entries);
}

function tagPair(separator: '=' | ':'): ReadPair {
  return (text, spot) => {
    const at = text.indexOf(separator);
    if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
    return spot.problem(`must be name${separator}value, got ${show(text)}`);
  };
}

const envPair: ReadPair = (text, spot) => {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  if (/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) return [name, at === -1 ? '' : text.slice(at + 1)];
  return spot.problem(`must be NAME=value with letters, digits and _ in the name, got ${show(text)}`);
};
