import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sleep } from '../base/timers.js';

const compress = promisify(gzip);

/** `gzip` makes of every piece a member of its own: joined members are one valid file, wherever it ends. */
export type FileForm = 'plain' | 'gzip';

/**
 * A call that waits would hold a thread of the process, and with it the process's end. So a pipe is opened and written
 * without waiting; for regular files the flag means nothing, and Windows does not know it.
 */
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NONBLOCK ?? 0);
const RETRY_MS = 10;

/** A file that holds whole pieces: one that could be written only in part, on a full disk, is cut off again. */
export class FileSink {
  #wholeBytes = 0;
  readonly #file: FileHandle;
  readonly #form: FileForm;

  private constructor(file: FileHandle, form: FileForm) {
    this.#file = file;
    this.#form = form;
  }

  /** A named pipe is open when somebody reads it; until then this waits, unless the signal fires. */
  static async open(path: string, form: FileForm, signal: AbortSignal): Promise<FileSink> {
    for (;;) {
      try {
        return new FileSink(await open(path, FLAGS, 0o644), form);
      } catch (error) {
        if (codeOf(error) !== 'ENXIO' || signal.aborted) throw error;
        await sleep(RETRY_MS, signal);
      }
    }
  }

  async write(piece: string, signal: AbortSignal): Promise<void> {
    const plain = Buffer.from(piece);
    const bytes = this.#form === 'gzip' ? await compress(plain) : plain;
    try {
      for (let done = 0; done < bytes.length; ) done += await this.#writeSome(bytes, done, signal);
      this.#wholeBytes += bytes.length;
    } catch (error) {
      // What is no regular file cannot be cut.
      await this.#file.truncate(this.#wholeBytes).catch(() => {});
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #writeSome(bytes: Buffer, from: number, signal: AbortSignal): Promise<number> {
    try {
      return (await this.#file.write(bytes, from, bytes.length - from)).bytesWritten;
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN' || signal.aborted) throw error;
      await sleep(RETRY_MS, signal);
      return 0;
    }
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
