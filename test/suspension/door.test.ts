// What only a whole run shows: exit codes, builtins of several VUs, files that are opened, errors that are logged.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { LEVELS, levelArgs, nameOf } from './adapter.js';
import { runDoorCase, wrongIn } from './door.js';
import { DOOR_CASES } from './door-cases.js';

for (const [name, one] of Object.entries(DOOR_CASES)) {
  for (const level of LEVELS) {
    test(`${name}, ${nameOf(level)}`, async () => {
      const found = await runDoorCase(one, ([command, ...rest], cwd) =>
        runSalvo([command!, '--workers', '1', ...levelArgs(level), ...rest], { cwd }),
      );
      assert.deepEqual(wrongIn(one, found), [], found.stderr);
    });
  }
}
