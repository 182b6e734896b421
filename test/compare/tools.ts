// The two tools: how each is called.
import { join } from 'node:path';

export interface Tool {
  /** `k6`, `salvo 1`, … */
  readonly name: string;
  readonly command: readonly string[];
  /** Flags of its own, after the subcommand `run`. */
  readonly runFlags: readonly string[];
}

const SALVO = join(import.meta.dirname, '..', '..', 'bundle', 'src', 'cli', 'main.js');

export const k6 = (path: string): Tool => ({ name: 'k6', command: [path], runFlags: [] });

export const salvo = (workers: number): Tool => ({
  name: `salvo ${workers}`,
  command: [process.execPath, SALVO],
  runFlags: ['--workers', String(workers)],
});

/** Nothing of the caller's own settings; neither tool may ask anything of another machine. */
export function toolEnv(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_CONFIG_HOME: home,
    K6_NO_USAGE_REPORT: 'true',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    // Of the same length in both, so that the bytes sent can be compared.
    K6_USER_AGENT: 'compare',
  };
}
