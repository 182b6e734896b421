import { hooks } from '../../k6/suspension.js';
import { type StrandOwner, turn } from './strand.js';

/** Thrown at a blocking call that was reached through code which can't suspend. Its stack is the script's. */
export class BlockedInSyncContext extends Error {
  constructor(readonly what: string) {
    super(
      `${what} cannot wait here: it was reached through code that runs to its end without a pause ` +
        '(a getter, setter, comparator, toString, Proxy trap, or a callback of code that was not compiled)',
    );
    this.name = 'BlockedInSyncContext';
  }
}

interface Reporting extends StrandOwner {
  unsupported(error: Error): void;
}

/** From now on such calls are told to the loop of the VU that made them, also when the script swallows the error. */
export function reportBlockedCalls(): void {
  hooks.blockedHere = (what) => {
    const error = new BlockedInSyncContext(what);
    (turn.owner as Reporting | null)?.unsupported(error);
    return error;
  };
}
