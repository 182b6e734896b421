/** A file of data as modules read it: by place, without a position of its own. All VUs of the test share what it holds. */
export interface DataFile {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** Fills `into` with the bytes from this place on, as far as there are any. Calls back later, never at once. */
  read(into: Uint8Array, position: number, done: (failure: Error | undefined) => void): void;
  /** The same while the thread waits: for init code. */
  readSync(into: Uint8Array, position: number): void;
}

export interface DataFiles {
  /** The file of this name, as the code that runs now would write it, for the VU of this `__VU`. Throws a FileFault. */
  openData(idInInstance: number, name: string): DataFile;
}

/** How many bytes there are from a place on, of those that are wanted. */
export const bytesFrom = ({ size }: DataFile, position: number, wanted: number): number =>
  Math.max(0, Math.min(wanted, size - position));
