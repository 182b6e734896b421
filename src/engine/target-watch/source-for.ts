import { ProcSource } from './linux/proc-source.js';
import type { ProcessSource } from './process-source.js';
import { PsSource } from './ps/ps-source.js';

/** How processes of other people are read on a system; undefined where there is no way. */
export function sourceFor(platform: NodeJS.Platform): ProcessSource | undefined {
  switch (platform) {
    case 'linux':
    case 'android':
      return new ProcSource();
    case 'darwin':
    case 'freebsd':
    case 'openbsd':
    case 'netbsd':
      return new PsSource();
    default:
      return undefined;
  }
}
