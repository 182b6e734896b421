import { basename } from 'node:path';
import { types } from 'node:util';
import { viewOf } from '../bytes.js';
import type { VuContext } from '../context.js';
import { bytesFrom, type DataFile } from '../data-file.js';
import { FileFault } from '../file-fault.js';
import { later } from '../later.js';
import { CLOSED } from '../realm.js';
import { seekTo } from './position.js';

/** What `open()` gives: a position of the VU's own in data that all VUs share. Its functions need no `this`, as in k6. */
export class File {
  static readonly [CLOSED] = true;
  readonly path: string;
  readonly #vu: VuContext;
  readonly #data: DataFile;
  #position = 0;

  constructor(vu: VuContext, data: DataFile) {
    this.#vu = vu;
    this.#data = data;
    this.path = data.path;
  }

  /** The data behind one, and where it stands; undefined for what is no file. */
  static dataOf(value: unknown): { readonly data: DataFile; readonly position: number } | undefined {
    if (typeof value !== 'object' || value === null || !(#data in value)) return undefined;
    const file = value as File;
    return { data: file.#data, position: file.#position };
  }

  readonly stat = (): unknown =>
    later(this.#vu, (settle) => settle({ name: basename(this.#data.path), size: this.#data.size }));

  /** How many bytes came; null at the end. The position is moved at once, so that two reads get different bytes. */
  readonly read = (into?: unknown): unknown =>
    later<unknown>(this.#vu, (settle, fail) => {
      const view = bytesToFill(into);
      const count = bytesFrom(this.#data, this.#position, view.length);
      if (count === 0) {
        settle(view.length === 0 ? 0 : END_OF_FILE);
        return;
      }
      // Bytes of our own: a script may do with its buffer what it likes meanwhile.
      const bytes = new Uint8Array(count);
      const from = this.#position;
      this.#position += count;
      this.#data.read(bytes, from, (failure) => {
        // Its buffer may have been given away.
        const room = viewOf(into)!;
        room.set(bytes.subarray(0, room.length));
        if (failure) fail(failure);
        else settle(count);
      });
    });

  readonly seek = (offset?: unknown, whence?: unknown): unknown =>
    later<number>(this.#vu, (settle) => {
      this.#position = seekTo(this.#position, this.#data.size, offset, whence);
      settle(this.#position);
    });
}

/** k6's. */
const END_OF_FILE = null;

function bytesToFill(into: unknown): Uint8Array {
  if (into === undefined || into === null) throw refused('into argument cannot be null or undefined');
  if (types.isUint8Array(into)) return viewOf(into)!;
  throw refused('into argument must be a Uint8Array');
}

const refused = (reason: string): FileFault => new FileFault('TypeError', `read() failed; reason: ${reason}`);
