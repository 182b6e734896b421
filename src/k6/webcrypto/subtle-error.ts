/** What a method of `crypto.subtle` fails with: an error whose name says how, as DOMException does for browsers. */
export class SubtleError extends Error {
  constructor(name: string, message: string) {
    super(message);
    Object.defineProperty(this, 'name', { value: name, writable: true, configurable: true });
    hideFrames(this);
  }
}

/** Names that some versions of Node.js have wrong. */
const MISNAMED: Readonly<Record<string, string>> = { InvalidAccessException: 'InvalidAccessError' };

/** The script's own for one of Node's, which have properties and stacks of Node's. */
export function subtleError(error: unknown): Error {
  if (error instanceof SubtleError) return error;
  const { name, message } = error as Error;
  return name === 'TypeError' ? hideFrames(new TypeError(message)) : new SubtleError(MISNAMED[name] ?? name, message);
}

/** The call is over when the work fails; all that is on the stack then is ours. */
function hideFrames<Failure extends Error>(error: Failure): Failure {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
