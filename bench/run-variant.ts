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
  const child = fork(join(import.meta.dirname, 'http-variant.js'), args);
  let result: VariantResult | undefined;
  child.once('message', (message) => (result = message as VariantResult));
  await once(child, 'exit');
  if (!result) throw new Error(`${variant} has ended without a result`);
  return result;
}
