import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a generator of http-variant.ts did. */
export interface VariantResult {
  readonly requests: number;
  readonly seconds: number;
  /** With those that warmed up. */
  readonly all: number;
  readonly userMs: number;
  readonly systemMs: number;
}

export interface Load {
  readonly url: string;
  readonly seconds: number;
  readonly connections: number;
}

/** Runs a generator in a fresh process. */
export async function runVariant(variant: string, { url, seconds, connections }: Load): Promise<VariantResult> {
  const args = [variant, url, String(seconds), String(connections)];
  return await resultOf<VariantResult>('http-variant', args);
}

/** What a file of this folder sends when it is run in a process of its own. */
export async function resultOf<Result>(file: string, args: readonly string[]): Promise<Result> {
  const child = fork(join(import.meta.dirname, `${file}.js`), args);
  let result: Result | undefined;
  child.once('message', (message) => (result = message as Result));
  await once(child, 'exit');
  if (result === undefined) throw new Error(`${file} ${args.join(' ')} has ended without a result`);
  return result;
}
