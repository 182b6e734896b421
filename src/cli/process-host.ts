import type { Host } from '../base/host.js';

/** This process as a Host; how it takes signals is up to what kind of process it is. */
export const processHost = (onSignal: Host['onSignal']): Host => ({
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  onSignal,
});
