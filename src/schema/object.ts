import { nearest } from '../base/nearest.js';
import { type AnyField, type FieldTable, nameInCode, type ValuesOf } from './field.js';
import type { Spot } from './spot.js';

/**
 * Reads an object by the table of its fields, which may be written in any case. Every fault is complained about;
 * undefined when there was one. `valid` begins the list of names that is shown for an unknown one.
 */
export function readObject<Table extends FieldTable>(
  raw: Readonly<Record<string, unknown>>,
  table: Table,
  spot: Spot,
  valid = 'valid are',
): ValuesOf<Table> | undefined {
  const before = spot.faults;
  const names = Object.keys(table);
  const members = membersOf(raw, names, (written) => {
    const meant = nearest(written, names);
    const guess = meant === undefined ? '' : `did you mean ${meant}? `;
    spot.at(written).problem(`unknown field; ${guess}${valid} ${names.join(', ')}`);
  });
  const values: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(table)) {
    const name = nameInCode(key, field);
    values[name] = readField(field, key, members.get(key), values, spot);
  }
  return spot.faults > before ? undefined : (values as ValuesOf<Table>);
}

/** The object under the names and in the forms that k6 shows. */
export function objectToJson(values: object, table: FieldTable): Record<string, unknown> {
  const named = values as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(table)
      .filter(([key, field]) => !field.ours || named[nameInCode(key, field)] !== field.fallback)
      .map(([key, field]) => {
        const value = named[nameInCode(key, field)];
        return [key, value === undefined ? null : field.type.toJson(value)];
      }),
  );
}

function readField(
  { type, fallback, sameAs }: AnyField,
  key: string,
  member: Member | undefined,
  above: Readonly<Record<string, unknown>>,
  spot: Spot,
): unknown {
  const given = member !== undefined && (isGiven(member.value) || (type.emptyIsGiven && member.value === ''));
  if (given) return type.fromJson(member.value, spot.at(member.written));
  if (sameAs !== undefined) return above[sameAs];
  if (fallback === undefined) spot.at(key).problem('must be given');
  return fallback;
}

/** One member of an object, and how its name was written. */
export interface Member {
  readonly written: string;
  readonly value: unknown;
}

/**
 * The members of an object by the names that are known. As when Go reads JSON, the case of a name does not matter and
 * the last of several counts. The others are handed to `unknown`.
 */
export function membersOf(
  raw: Readonly<Record<string, unknown>>,
  known: readonly string[],
  unknown: (written: string) => void,
): ReadonlyMap<string, Member> {
  const names = new Map(known.map((name) => [name.toLowerCase(), name]));
  const members = new Map<string, Member>();
  for (const [written, value] of Object.entries(raw)) {
    // What a script computes to undefined is not there in JSON.
    if (value === undefined) continue;
    const name = names.get(written.toLowerCase());
    if (name === undefined) unknown(written);
    else members.set(name, { written, value });
  }
  return members;
}

/** k6 reads null as "not set", and an empty string where it wants a number too. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
