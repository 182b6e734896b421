// One run of a comparison in a process of its own (see spawn-round.ts): runs what its parent says, prints no summary,
// tells what it measured and what that cost.
import '../collector-threads.js';
import { endWithParent } from '../../base/child-process.js';
import { SalvoError } from '../../base/errors/index.js';
import { type Handlers, handle } from '../../base/handlers.js';
import { Race } from '../../engine/endings/race.js';
import { processHost } from '../process-host.js';
import { measureRound, type RoundOrder, type RoundOutcome } from './measure-round.js';

/** What the parent says: once what to run, and perhaps later to end it as at Ctrl-C. */
export type ToRound = { readonly type: 'run'; readonly order: RoundOrder } | { readonly type: 'stop' };

const race = new Race();
const stop = (): void => {
  race.end(new SalvoError({ code: 'E_INTERRUPTED', message: 'stopped', exit: 'externalAbort' }));
};

// The parent takes the signals.
const host = processHost(() => {});

const handlers: Handlers<ToRound> = {
  run: ({ order }) => void work(order),
  stop,
};

endWithParent(stop);
process.on('message', (message: ToRound) => handle(handlers, message));

async function work(order: RoundOrder): Promise<void> {
  let outcome: RoundOutcome;
  try {
    outcome = await measureRound(order, host, race);
  } catch (error) {
    if (!(error instanceof SalvoError)) throw error;
    outcome = { error: error.toParts() };
  }
  if (process.connected) process.send!(outcome, () => process.disconnect());
}
