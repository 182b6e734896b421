import { dataOf, textOf } from '../bytes.js';
import type { Running } from './digest.js';
import { outputOf } from './outputs.js';

/** What `createHash()` and `createHMAC()` give. Its functions work alone; nothing can be added to it, as in k6. */
export interface Hasher {
  digest(outputEncoding: unknown): string | ArrayBuffer;
  update(input: unknown): void;
}

export function hasherOf(running: Running): Hasher {
  return Object.freeze({
    digest: (outputEncoding: unknown) => {
      const { native, finish } = outputOf(textOf(outputEncoding));
      return finish(running.digest(native));
    },
    update: (input: unknown) => running.update(dataOf(input)),
  });
}
