import { type StrandOwner, turn } from './strand.js';

/** Thrown at a blocking call that was reached through code which can't suspend. Its stack is the script's. */
export class BlockedInSyncContext extends Error {
  constructor(readonly what: string) {
    super(
      `${what} cannot wait here: it was reached through a function of the language, or code made from text, ` +
        'that runs to its end without a pause',
    );
    this.name = 'BlockedInSyncContext';
  }
}

interface Reporting extends StrandOwner {
  unsupported(error: Error): void;
}

/** The error, told to the loop of the VU that made the call, so that no `catch` of the script can hide it. */
export function blockedHere(what: string): Error {
  const error = new BlockedInSyncContext(what);
  (turn.owner as Reporting | null)?.unsupported?.(error);
  return error;
}
