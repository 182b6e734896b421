import { FileFault } from '../file-fault.js';

export const SEEK_MODES = { Start: 0, Current: 1, End: 2 } as const;

/** Where `seek(offset, whence)` leads from a place in a file of this size. */
export function seekTo(from: number, size: number, offset: unknown, whence: unknown): number {
  const by = wholeNumber(offset, 'offset');
  const to = placeOf(from, size, by, wholeNumber(whence, 'whence'));
  if (to < 0) throw new FileFault('TypeError', 'seeking before start of file');
  if (to > size) throw new FileFault('TypeError', 'seeking beyond end of file');
  return to;
}

function placeOf(from: number, size: number, by: number, mode: number): number {
  switch (mode) {
    case SEEK_MODES.Start:
      if (by < 0) throw new FileFault('TypeError', 'offset cannot be negative when using SeekModeStart');
      return by;
    case SEEK_MODES.Current:
      return from + by;
    case SEEK_MODES.End:
      if (by > 0) throw new FileFault('TypeError', 'offset cannot be positive when using SeekModeEnd');
      // As in k6, 0 is the last byte and not the place behind it.
      return size - 1 + by;
    default:
      throw refused('the whence argument must be a SeekMode');
  }
}

function wholeNumber(value: unknown, name: string): number {
  if (value === undefined || value === null) throw refused(`the ${name} argument cannot be null or undefined`);
  if (Number.isInteger(value)) return value as number;
  throw refused(`the ${name} argument must be a number`);
}

const refused = (reason: string): FileFault => new FileFault('TypeError', `seek() failed; reason: ${reason}`);
