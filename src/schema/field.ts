import type { JsonType } from './value-type.js';

/**
 * One named value: what an option, a field of a scenario and one of a stage have in common. Functions are declared as
 * methods so that every field is also an `AnyField`.
 */
export interface Field<T, Given = T> {
  readonly type: JsonType<Given>;
  readonly help: string;
  /** What holds when nobody sets it. */
  readonly fallback?: NoInfer<T>;
  /** What holds then is the value of another field, which stands above this one. A field with neither must be given. */
  readonly sameAs?: string;
  /** k6 has none: shown only where it was set. */
  readonly ours?: true;
  /** Its name in code ends in `Ms`. */
  readonly unit?: 'ms';
  /** Completes what was given. */
  complete?(given: Given): T;
}

/** A field whose own type says what it holds. */
export const field = <T>(parts: Field<T>): Field<T> => parts;

/** A duration in milliseconds. */
export type MsField = Field<number> & { readonly unit: 'ms' };
export const msField = (parts: Omit<Field<number>, 'unit'>): MsField => ({ ...parts, unit: 'ms' });

export type AnyField = Field<unknown, unknown>;
export type FieldTable = Readonly<Record<string, AnyField>>;

/** What the fields of a table come to, under their names in code. */
export type ValuesOf<Table> = {
  readonly [Key in keyof Table as Table[Key] extends { readonly unit: 'ms' }
    ? `${Key & string}Ms`
    : Key]: Table[Key] extends Field<infer T, infer _> ? T : never;
};

/** A field's name in code: `duration` is `durationMs`. */
export const nameInCode = (key: string, { unit }: Pick<AnyField, 'unit'>): string =>
  unit === undefined ? key : `${key}Ms`;
