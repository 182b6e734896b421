import { check } from './check.js';
import type { MakeModule } from './context.js';
import { coreNatives } from './core-natives.js';
import { GoError } from './go-error.js';
import { group } from './group.js';
import { makeNatives } from './natives.js';
import { randomSeed } from './random/random-seed.js';
import { sleep } from './sleep.js';

const exports = {
  ...makeNatives('', coreNatives.exports, { check, group, sleep }),
  randomSeed,
  fail: (message: unknown): never => {
    throw new GoError(message === undefined ? '' : String(message));
  },
};

/** `k6`: the functions every script uses. They ask the thread for the running VU, so all VUs share them. */
export const makeCore: MakeModule = () => exports;
