import type { Field, MsField } from '../schema/field.js';
import type { ValueType } from '../schema/value-type.js';

/** The headings of help and documentation, in their order. */
export const GROUPS = {
  command: 'Command',
  execution: 'Execution',
  lifecycle: 'Lifecycle',
  http: 'HTTP',
  network: 'Network and TLS',
  metrics: 'Metrics and summary',
  runtime: 'Script',
  output: 'Output',
  generator: 'Load generator',
  global: 'Global',
} as const;
export type GroupName = keyof typeof GROUPS;

/** Where a value can be written besides flag and variable, which rows name or refuse one by one. */
export type FileSource = 'file' | 'script';

/**
 * One option: a field that can also be written as a flag and as a variable. Everything that shows, reads or documents
 * it comes from here. Functions are declared as methods so that every row is also an `AnyRow`.
 */
export interface Row<T, Given = T> extends Field<T, Given> {
  readonly type: ValueType<Given>;
  readonly fallback: NoInfer<T>;
  readonly group: GroupName;
  /** Without its dashes; derived from the key when not given, false when there is no flag. */
  readonly flag?: string | false;
  /** A letter; further ones are other tools' and mean the same. */
  readonly short?: string;
  /** Derived from the key when not given, false when there is none. */
  readonly env?: string | false;
  /** By default both: what a script may set, the config file may too. */
  readonly in?: readonly FileSource[];
  /** Replaces the type's own in help texts. */
  readonly placeholder?: string;
  /** What is wrong with a value that has the right type. Asked for the winning value only. */
  check?(value: Given): string | undefined;
  /** How a source adds to what a lower one set; without it the higher one replaces it. */
  join?(lower: Given, higher: Given): Given;
  /** Where k6 shows what holds, it shows this one's default instead of null. */
  readonly shown?: true;
  /** Default as help shows it, where the value itself would say little. */
  readonly fallbackText?: string;
}

/** An option in milliseconds: its name in `Options` ends in `Ms`. */
export type MsRow = Row<number> & MsField;

export type AnyRow = Row<unknown, unknown>;
export type Rows = Readonly<Record<string, AnyRow>>;

/** A row whose sources give the whole value. Its type comes from the value type alone. */
export const row = <T>(parts: Row<T>): Row<T> => parts;
