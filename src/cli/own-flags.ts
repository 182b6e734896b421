import { fromFlags } from '../options/from-flags.js';
import type { Layer } from '../options/layer.js';
import { type Row, type Rows, row } from '../options/row.js';
import { globalRows } from '../options/table/global.js';
import type { ValueType } from '../schema/value-type.js';

/** A flag of one command only: no variable sets it, and neither script nor configuration file. */
export const ownFlag = <T>(parts: Omit<Row<T>, 'group' | 'env' | 'in'>): Row<T> =>
  row<T>({ ...parts, group: 'command', env: false, in: [] });

/** The values of flags, typed by the rows that declare them. */
export type FlagValues<OwnRows extends Rows> = {
  readonly [Key in keyof OwnRows]: OwnRows[Key]['type'] extends ValueType<infer Value> ? Value : never;
};

/** Each flag as it was given, or its default. */
export function flagValues<OwnRows extends Rows>(
  rows: OwnRows,
  given: ReadonlyMap<string, unknown>,
): FlagValues<OwnRows> {
  const entries = Object.entries(rows).map(([key, { fallback }]) => [key, given.get(key) ?? fallback]);
  return Object.fromEntries(entries) as FlagValues<OwnRows>;
}

export interface OwnFlags<OwnRows extends Rows> {
  readonly flags: FlagValues<OwnRows>;
  readonly positional: readonly string[];
  /** The global flags. */
  readonly global: Layer;
}

/** The command line of a command that takes no options but its own flags and the global ones. */
export function readOwnFlags<OwnRows extends Rows>(argv: readonly string[], rows: OwnRows): OwnFlags<OwnRows> {
  const { layer, own, positional } = fromFlags(argv, globalRows, rows);
  return { flags: flagValues(rows, own), positional, global: layer };
}
