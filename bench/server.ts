// What benchmarks call: the cheapest HTTP answers that Node can give, from a process of their own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface BenchServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Requests answered since the start or the last reset. */
  count(): Promise<number>;
  /** Starts counting from zero; returns what was counted before. */
  reset(): Promise<number>;
  /** Processor time the server has used so far, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** `bodyBytes`: size of each answer's body. */
export async function startBenchServer(bodyBytes = 15): Promise<BenchServer> {
  const child = fork(join(import.meta.dirname, 'server-process.js'), [String(bodyBytes)], { execArgv: [] });
  const ask = async (question: string): Promise<number> => {
    const answer = once(child, 'message') as Promise<[number]>;
    child.send(question);
    return (await answer)[0];
  };
  // One question at a time: answers carry no name.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (question: string): Promise<number> => {
    const answer = last.then(() => ask(question));
    last = answer.catch(() => {});
    return answer;
  };
  const port = await inTurn('port');
  const stop = async (): Promise<void> => {
    if (!child.connected) return;
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    count: () => inTurn('count'),
    reset: () => inTurn('reset'),
    cpuMs: () => inTurn('cpu'),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
