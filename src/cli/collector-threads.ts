// Imported first by every process that runs workers: V8 can be told this only while its own threads have nothing to do.
import { setFlagsFromString } from 'node:v8';

/**
 * Before version 24 of Node.js, garbage is also looked for on four threads beside the workers. Where each core has a
 * worker, they take the cores from it in pieces of 20 to 100 ms: of 10,000 VUs that sleep, 1 % woke 33 to 75 ms late
 * instead of 7 to 11, and scripts that allocate much ran at three quarters of their speed. Later versions share better.
 */
const SHARES_WELL = 24;

if (Number.parseInt(process.versions.node, 10) < SHARES_WELL) {
  setFlagsFromString('--no-concurrent-marking');
  setFlagsFromString('--no-parallel-scavenge');
}
