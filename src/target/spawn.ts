import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import { errors } from '../base/errors/index.js';
import { ownFile } from '../base/own-files.js';
import { after } from '../base/timers.js';
import type { TargetStats } from './counts.js';
import type { TargetMessage } from './process.js';
import type { TargetSettings, TargetUrls } from './target.js';

const STOP_LIMIT_MS = 2000;

/** The embedded target in a process of its own. */
export interface SpawnedTarget extends AsyncDisposable {
  readonly urls: TargetUrls;
  readonly pid: number;
  stats(): Promise<TargetStats>;
  reset(): Promise<TargetStats>;
  stop(): Promise<void>;
}

/** Starts the target beside this process, on free ports unless others are given. It ends with `stop`, or with us. */
export async function spawnTarget(wanted: Partial<TargetSettings> = {}): Promise<SpawnedTarget> {
  const child = fork(ownFile('src/target/process.js'), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send({ helloPort: 0, bookingPort: 0, port: 0, ...wanted });
  const urls = await urlsFrom(child);
  const stop = (): Promise<void> => stopChild(child);
  return {
    urls,
    pid: child.pid!,
    stats: () => ask(`${urls.general}/stats`),
    reset: () => ask(`${urls.general}/reset`),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function urlsFrom(child: ChildProcess): Promise<TargetUrls> {
  const ended = new AbortController();
  try {
    const told = once(child, 'message', { signal: ended.signal }) as Promise<[TargetMessage]>;
    const died = once(child, 'exit', { signal: ended.signal }).then(([code, signal]): never => {
      throw errors.targetDied(`its process ended with ${signal ?? `code ${code}`}`);
    });
    const [message] = await Promise.race([told, died]);
    if ('failure' in message) throw errors.targetDied(message.failure);
    return message.urls;
  } finally {
    ended.abort();
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  const cancel = after(STOP_LIMIT_MS, undefined, () => child.kill('SIGKILL'));
  await exited;
  cancel();
}

async function ask(url: string): Promise<TargetStats> {
  // Without an agent: a kept connection would hold this process open.
  const request = get(url, { agent: false });
  const [response] = (await once(request, 'response')) as [Parameters<typeof json>[0]];
  return (await json(response)) as TargetStats;
}
