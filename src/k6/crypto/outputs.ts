import type { Buffer } from 'node:buffer';
import { padded } from '../base64.js';
import { bufferFor } from '../bytes.js';
import { GoError } from '../go-error.js';
import type { NativeEncoding } from './digest.js';

/** A form in which scripts get a digest: what Node.js makes of it, and what is left to do. */
export interface DigestOutput {
  readonly native: NativeEncoding;
  finish(made: string | Buffer): string | ArrayBuffer;
}

const asItIs = (made: string | Buffer): string => made as string;

const outputs: Readonly<Record<string, DigestOutput>> = {
  hex: { native: 'hex', finish: asItIs },
  base64: { native: 'base64', finish: asItIs },
  base64url: { native: 'base64url', finish: (made) => padded(made as string) },
  base64rawurl: { native: 'base64url', finish: asItIs },
  binary: { native: 'buffer', finish: (made) => bufferFor(made as Buffer) },
};

/** A GoError for a name that is none. */
export function outputOf(name: string): DigestOutput {
  if (!Object.hasOwn(outputs, name)) throw new GoError(`invalid output encoding: ${name}`);
  return outputs[name]!;
}
