// One run of a comparison in a process of its own (see spawn-round.ts): runs what its parent says, prints no summary,
// tells what it measured and what that cost.
import '../collector-threads.js';
import { SalvoError } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import { Stop } from '../../engine/stop.js';
import { measureRound, type RoundOrder, type RoundOutcome } from './measure-round.js';

/** What the parent says: what to run, and perhaps later to end it as at Ctrl-C. */
export type RoundRequest = RoundOrder | 'stop';

const stop = new Stop();
const interrupt = (): void => {
  stop.because(new SalvoError({ code: 'E_INTERRUPTED', message: 'stopped', exit: 'externalAbort' }));
};

const host: Host = {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  onSignal: () => () => {},
};

// Ctrl-C in a terminal reaches every process of the group; the parent decides what it means.
process.on('SIGINT', () => {});
// The channel also closes when the parent dies, in whatever way.
process.once('disconnect', interrupt);
process.on('message', (request: RoundRequest) => (request === 'stop' ? interrupt() : void work(request)));

async function work(order: RoundOrder): Promise<void> {
  let outcome: RoundOutcome;
  try {
    outcome = await measureRound(order, host, stop);
  } catch (error) {
    if (!(error instanceof SalvoError)) throw error;
    outcome = { error: error.toParts() };
  }
  if (process.connected) process.send!(outcome, () => process.disconnect());
}
