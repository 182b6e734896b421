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
