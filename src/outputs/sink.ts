import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { errors } from '../base/errors/index.js';
import { FileSink } from './file-sink.js';
import type { OutputHost } from './types.js';

/** Where whole lines go. A piece is written completely or not at all, as far as the system lets us. */
export interface Sink {
  /** Resolves when the piece is with the system; rejects when it could not be taken, or waits when the signal fires. One at a time. */
  write(piece: string, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file (compressed when its name ends in `.gz`), or standard output for `-` and no name. */
export async function openSink(file: string, { cwd, stdout }: OutputHost, signal: AbortSignal): Promise<Sink> {
  if (isStdout(file)) return new StreamSink(stdout);
  try {
    return await FileSink.open(resolve(cwd, file), file.endsWith('.gz') ? 'gzip' : 'plain', signal);
  } catch (cause) {
    throw errors.cannotWriteFile(file, cause);
  }
}

const isStdout = (file: string): boolean => file === '' || file === '-';

/** For the description of the run. */
export const placeOf = (file: string): string => (isStdout(file) ? 'stdout' : file);

/** A stream that others write to as well: it stays open. */
class StreamSink implements Sink {
  readonly #stream: Writable;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  write(piece: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(piece, (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(): Promise<void> {}
}
