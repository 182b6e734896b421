import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { errors, SalvoError } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import { ownFile } from '../../base/own-files.js';
import type { Race } from '../../engine/endings/race.js';
import type { Round } from '../../report/scaling/round.js';
import type { RoundOrder, RoundOutcome } from './measure-round.js';
import type { ToRound } from './round-process.js';

/** The end of what a process said before it died, in characters. */
const KEPT_OUTPUT = 4000;

/** What runs log, errors of the script above all. */
export type RoundLog = (text: string) => void;

/** One run in a fresh process. When the race ends, the run is interrupted and its own teardown still runs; killed, the process ends. */
export async function spawnRound(order: RoundOrder, host: Host, race: Race, log: RoundLog): Promise<Round> {
  const child = fork(ownFile('src/cli/rounds/round-process.js'), [], {
    cwd: host.cwd,
    env: { ...host.env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const tell = (message: ToRound): void => void (child.connected && child.send(message, ignoreClosed));
  const interrupt = (): void => tell({ type: 'stop' });
  const kill = (): void => void child.kill('SIGKILL');
  race.signal.addEventListener('abort', interrupt, { once: true });
  race.killSignal.addEventListener('abort', kill, { once: true });
  try {
    const outcome = outcomeOf(child, log);
    tell({ type: 'run', order });
    return await outcome;
  } finally {
    race.signal.removeEventListener('abort', interrupt);
    race.killSignal.removeEventListener('abort', kill);
  }
}

const ignoreClosed = (): void => {};

async function outcomeOf(child: ChildProcess, log: RoundLog): Promise<Round> {
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    log(text);
    said = (said + text).slice(-KEPT_OUTPUT);
  });
  let outcome: RoundOutcome | undefined;
  child.once('message', (message) => {
    outcome = message as RoundOutcome;
  });
  await once(child, 'close');
  if (!outcome) throw errors.roundDied(child.signalCode ?? `code ${child.exitCode}`, said);
  if ('error' in outcome) throw new SalvoError(outcome.error);
  return outcome.round;
}
