// wrk, where it is installed: what one core can do at the very most.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface WrkResult {
  readonly requests: number;
  readonly seconds: number;
}

export async function runWrk(url: string, seconds: number, connections: number): Promise<WrkResult> {
  const flags = ['-t1', `-c${connections}`, `-d${seconds}s`, url];
  const { stdout } = await promisify(execFile)('wrk', flags, { encoding: 'utf8' });
  const [, requests, took] = /(\d+) requests in ([\d.]+)s/.exec(stdout) ?? [];
  if (requests === undefined) throw new Error(`wrk said: ${stdout}`);
  return { requests: Number(requests), seconds: Number(took) };
}
