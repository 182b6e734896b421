import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** `gzip` makes of every piece a member of its own: joined members are one valid file, wherever it ends. */
export type FileForm = 'plain' | 'gzip';

/** A file that holds whole pieces: one that could be written only in part, on a full disk, is cut off again. */
export class FileSink {
  #wholeBytes = 0;
  #broken = false;

  private constructor(
    private readonly file: FileHandle,
    private readonly form: FileForm,
  ) {}

  static async open(path: string, form: FileForm): Promise<FileSink> {
    return new FileSink(await open(path, 'w'), form);
  }

  async write(piece: string): Promise<void> {
    const plain = Buffer.from(piece);
    const bytes = this.form === 'gzip' ? await compress(plain) : plain;
    try {
      for (let done = 0; done < bytes.length; ) {
        done += (await this.file.write(bytes, done, bytes.length - done)).bytesWritten;
      }
      this.#wholeBytes += bytes.length;
    } catch (error) {
      await this.#cutOff();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** What is no regular file cannot be cut; the reader of a pipe sees its end anyway. */
  async #cutOff(): Promise<void> {
    if (this.#broken) return;
    this.#broken = true;
    await this.file.truncate(this.#wholeBytes).catch(() => {});
  }
}
