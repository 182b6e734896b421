// Tar files by hand, entry by entry, as wrong as a test wants them.
import { END, padding, tarHeader } from '../../src/script/archive/tar-writer.js';

export interface HandMade {
  readonly name: string;
  readonly text?: string;
  readonly letter?: '0' | '1' | '5';
  readonly linkName?: string;
}

export function tarOf(entries: readonly HandMade[]): Buffer {
  const pieces = entries.flatMap(({ name, text = '', letter = '0', linkName = '' }) => {
    const bytes = Buffer.from(text);
    return [tarHeader(name, { letter, linkName, size: bytes.length }), bytes, padding(bytes.length)];
  });
  return Buffer.concat([...pieces, END]);
}

/** The least that an archive of k6's says. */
export const metadataText = (others: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    type: 'js',
    options: {},
    filename: 'file:///somewhere/script.js',
    pwd: 'file:///somewhere',
    env: {},
    compatibilityMode: 'extended',
    k6version: '2.2.0',
    goos: 'linux',
    ...others,
  });

/** Changes one place of a header and makes its checksum right again. */
export function patched(tar: Buffer, entryAt: number, at: number, bytes: string): Buffer {
  const made = Buffer.from(tar);
  made.write(bytes, entryAt + at, 'latin1');
  made.write('        ', entryAt + 148, 'latin1');
  const sum = made.subarray(entryAt, entryAt + 512).reduce((total, byte) => total + byte, 0);
  made.write(`${sum.toString(8).padStart(6, '0')}\0 `, entryAt + 148, 'latin1');
  return made;
}
