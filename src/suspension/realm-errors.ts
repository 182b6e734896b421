import { current } from './current.js';

type Made = new (message: string) => Error;

const OURS = new Map<unknown, string>(
  [Error, TypeError, RangeError, ReferenceError, SyntaxError].map(({ prototype, name }) => [prototype, name]),
);

/** An error of the language that our code ran into for a script: the same one of the script's own realm. */
export function realmError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const name = OURS.get(Object.getPrototypeOf(error));
  if (name === undefined) return error;
  const Class = (current.realm as unknown as Record<string, Made>)[name]!;
  return error instanceof Class ? error : new Class((error as Error).message);
}

/** Runs what the language does for us; its errors become those of the script's realm. */
export function realmErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw realmError(error);
  }
}
