import type { VuContext } from '../context.js';
import { GoError } from '../go-error.js';
import { later } from '../later.js';
import { ArrayPacker } from '../packed-array.js';
import { fileOf } from './file-of.js';
import { readOptions } from './options.js';
import { Reading } from './reading.js';
import { Rows } from './rows.js';

/**
 * `csv.parse(file, options)`: all rows as a SharedArray. Whoever comes first reads the file; what init code parses is
 * read once for the whole test.
 */
export function parse(vu: VuContext, file: unknown, given: unknown): Promise<unknown> {
  const { sharedArrays } = vu.thread;
  return later(vu, (settle, fail) => {
    const { data, position } = fileOf(file);
    const options = readOptions(given, 'failed to interpret the provided Parser options');
    const name = `csv:${JSON.stringify([data.path, position, options])}`;
    const known = sharedArrays.find(name, vu.realm);
    if (known !== undefined) {
      settle(known);
      return;
    }
    const packer = new ArrayPacker();
    const reading = new Reading(new Rows(data, position, options));
    const take = (row: readonly string[] | GoError | undefined): void => {
      if (row instanceof GoError) fail(row);
      else if (row !== undefined) packer.add(reading.rows.jsonOf(row));
      else {
        sharedArrays.keep(name, packer.finish());
        settle(sharedArrays.find(name, vu.realm));
      }
    };
    packAll(reading, take);
  });
}

/** Rows that are there are taken at once, so that the stack stays flat; then more of the file is read. */
function packAll(reading: Reading, take: (row: readonly string[] | GoError | undefined) => void): void {
  for (;;) {
    const row = reading.rowNow();
    if (row === 'more') break;
    take(row);
    if (row === undefined || row instanceof GoError) return;
  }
  reading.row((row) => {
    take(row);
    if (row !== undefined && !(row instanceof GoError)) packAll(reading, take);
  });
}
