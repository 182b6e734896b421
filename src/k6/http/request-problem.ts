import { GoError } from '../go-error.js';

/** Arguments that make no request. k6 does not throw for these unless told to: it warns and gives an empty response. */
export class RequestProblem extends GoError {
  constructor(
    message: string,
    readonly code = 0,
  ) {
    super(message);
  }
}
