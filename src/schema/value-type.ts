import type { Spot } from './spot.js';

/**
 * How one kind of value is written in JSON. A reader complains at its spot and returns undefined when the value is
 * wrong, and returns undefined silently when it means "not set".
 */
export interface JsonType<T> {
  /** For help texts: `<n>`, `<duration>`. */
  readonly placeholder: string;
  /** Whether an empty text is a value, which of most kinds it is not. */
  readonly emptyIsGiven?: true;
  fromJson(value: unknown, spot: Spot): T | undefined;
  /** As k6 shows it in JSON. */
  toJson(value: T): unknown;
}

/** The same in each source that an option can come from. */
export interface ValueType<T> extends JsonType<T> {
  /** Value of a flag written without one; a flag with such a value takes another only after `=`. */
  readonly bare?: string;
  /** All texts given to one flag, in order. */
  fromFlag(texts: readonly string[], spot: Spot): T | undefined;
  fromEnv(text: string, spot: Spot): T | undefined;
}

/** A type whose flag and variable look the same, and where the last of several flags counts. */
export function plainType<T>(parts: {
  readonly placeholder: string;
  readonly bare?: string;
  readonly fromText: (text: string, spot: Spot) => T | undefined;
  readonly fromJson: (value: unknown, spot: Spot) => T | undefined;
  readonly toJson?: (value: T) => unknown;
}): ValueType<T> {
  const { placeholder, bare, fromText, fromJson, toJson = (value) => value } = parts;
  return {
    placeholder,
    ...(bare === undefined ? {} : { bare }),
    fromFlag: (texts, spot) => fromText(texts.at(-1)!, spot),
    fromEnv: fromText,
    fromJson,
    toJson,
  };
}
