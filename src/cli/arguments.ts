import { errors } from '../base/errors/index.js';

/** For a command that takes flags only. */
export function noArgument(command: string, positional: readonly string[]): void {
  if (positional.length > 0) throw errors.tooManyArguments(command, positional);
}

/** The one argument a command may have. */
export function optionalArgument(command: string, positional: readonly string[]): string | undefined {
  noArgument(command, positional.slice(1));
  return positional[0];
}

/** The one argument a command must have. */
export function onlyArgument(command: string, what: string, positional: readonly string[]): string {
  const [first] = severalArguments(command, what, 1, positional);
  noArgument(command, positional.slice(1));
  return first!;
}

/** The two arguments a command must have. */
export function bothArguments(command: string, what: string, positional: readonly string[]): readonly [string, string] {
  const [first, second] = severalArguments(command, what, 2, positional);
  noArgument(command, positional.slice(2));
  return [first!, second!];
}

/** Arguments of which a command needs at least so many. */
export function severalArguments(
  command: string,
  what: string,
  least: number,
  positional: readonly string[],
): readonly string[] {
  if (positional.length < least) throw errors.missingArgument(command, what);
  return positional;
}
