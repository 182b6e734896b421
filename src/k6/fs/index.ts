import type { MakeModule, VuContext } from '../context.js';
import { FileFault } from '../file-fault.js';
import { later } from '../later.js';
import { File } from './file.js';
import { SEEK_MODES } from './position.js';

/** `k6/experimental/fs`: files that are opened in init code and read while the test runs. */
export const makeFs: MakeModule = (vu) => ({
  open: (path: unknown) =>
    later(vu, (settle) => settle(new File(vu, vu.thread.dataFiles.openData(vu.idInInstance, pathOf(vu, path))))),
  SeekMode: { ...SEEK_MODES },
});

function pathOf({ stage }: VuContext, path: unknown): string {
  if (stage !== 'init') throw refused('ForbiddenError', 'opening a file is allowed only in the Init context');
  if (path === undefined || path === null) throw refused('TypeError', 'path cannot be null or undefined');
  if (String(path) === '') throw refused('TypeError', 'path cannot be empty');
  return String(path);
}

const refused = (name: 'ForbiddenError' | 'TypeError', reason: string): FileFault =>
  new FileFault(name, `open() failed; reason: ${reason}`);
