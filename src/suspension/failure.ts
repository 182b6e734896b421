/**
 * How a failed operation reaches the script. The driver resumes the strand with FAIL; the resumed frame itself then
 * makes and throws the error, so that the error's stack is the script's own.
 */
export const FAIL: unique symbol = Symbol('fail');

let pending: (() => unknown) | null = null;

/** Says what the next frame that is resumed with FAIL will throw. Nothing may run between this and the resumption. */
export function failWith(makeError: () => unknown): typeof FAIL {
  pending = makeError;
  return FAIL;
}

/** The value of a suspended expression. Emitted code wraps every `yield` in it. */
export function resumed(value: unknown): unknown {
  if (value === FAIL) throwPending();
  return value;
}

function throwPending(): never {
  const makeError = pending!;
  pending = null;
  throw makeError();
}
