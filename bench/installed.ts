import { spawnSync } from 'node:child_process';

/** Whether a program can be started with these arguments. */
export const installed = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
