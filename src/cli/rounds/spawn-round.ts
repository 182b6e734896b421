import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { errors, SalvoError } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import type { Stop } from '../../engine/stop.js';
import type { Round } from '../../report/scaling/round.js';
import type { RoundOrder, RoundOutcome } from './measure-round.js';

/** The end of what a process said before it died, in characters. */
const KEPT_OUTPUT = 4000;

/** What runs log, errors of the script above all. */
export type RoundLog = (text: string) => void;

/** One run in a fresh process. A stop interrupts the run, whose own teardown still runs; a kill ends the process. */
export async function spawnRound(order: RoundOrder, host: Host, stop: Stop, log: RoundLog): Promise<Round> {
  const child = fork(join(import.meta.dirname, 'round-process.js'), [], {
    cwd: host.cwd,
    env: { ...host.env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const interrupt = (): void => void (child.connected && child.send('stop', ignoreClosed));
  const kill = (): void => void child.kill('SIGKILL');
  stop.signal.addEventListener('abort', interrupt, { once: true });
  stop.killSignal.addEventListener('abort', kill, { once: true });
  try {
    return await outcomeOf(child, order, log);
  } finally {
    stop.signal.removeEventListener('abort', interrupt);
    stop.killSignal.removeEventListener('abort', kill);
  }
}

const ignoreClosed = (): void => {};

async function outcomeOf(child: ChildProcess, order: RoundOrder, log: RoundLog): Promise<Round> {
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    log(text);
    said = (said + text).slice(-KEPT_OUTPUT);
  });
  let outcome: RoundOutcome | undefined;
  child.once('message', (message) => {
    outcome = message as RoundOutcome;
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  child.send(order, ignoreClosed);
  const [code, signal] = await ended;
  if (!outcome) throw errors.roundDied(signal ?? `code ${code}`, said);
  if ('error' in outcome) throw new SalvoError(outcome.error);
  return outcome.round;
}
