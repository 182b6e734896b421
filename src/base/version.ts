import { readFileSync } from 'node:fs';
import { packageFile } from './own-files.js';

/** The version of this package, from its one source. */
export const VERSION: string = (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string })
  .version;
