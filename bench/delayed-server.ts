// A server whose answers come late by a known time, in a process of its own, which measures itself.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface DelayedServer extends AsyncDisposable {
  readonly url: string;
  /** What the answers took since the last time, in ms, at each of these percents. */
  took(percents: readonly number[]): Promise<number[]>;
}

export async function startDelayedServer(delayMs: number): Promise<DelayedServer> {
  const file = join(import.meta.dirname, 'delayed-server-process.js');
  const child = fork(file, [String(delayMs)], { execArgv: [] });
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    async took(percents) {
      child.send(percents);
      const [values] = (await once(child, 'message')) as [number[]];
      return values;
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
