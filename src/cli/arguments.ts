import { errors } from '../base/errors/index.js';

/** The one argument a command must have. */
export function onlyArgument(command: string, what: string, positional: readonly string[]): string {
  const [first, ...rest] = positional;
  if (first === undefined) throw errors.missingArgument(command, what);
  if (rest.length > 0) throw errors.tooManyArguments(command, rest);
  return first;
}

/** Arguments of which a command needs so many. */
export function severalArguments(
  command: string,
  what: string,
  least: number,
  positional: readonly string[],
): readonly string[] {
  if (positional.length < least) throw errors.missingArgument(command, what);
  return positional;
}

/** The one argument a command may have. */
export function optionalArgument(command: string, positional: readonly string[]): string | undefined {
  if (positional.length > 1) throw errors.tooManyArguments(command, positional.slice(1));
  return positional[0];
}
