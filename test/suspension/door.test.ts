// What only a whole run shows: exit codes, builtins of several VUs, files that are opened, errors that are logged. At the
// default level; the other suites compare the levels.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { runDoorCase, wrongIn } from './door.js';
import { DOOR_CASES } from './door-cases.js';

for (const [name, one] of Object.entries(DOOR_CASES)) {
  const { args = [] } = one;
  test(name, async () => {
    const found = await runDoorCase(one, ([command, ...rest], cwd) =>
      runSalvo([command!, '--workers', '1', ...args, ...rest], { cwd }),
    );
    assert.deepEqual(wrongIn(one, found), [], found.stderr);
  });
}

test('a builtin that is changed in an iteration without that ends the run, loudly', async () => {
  const { args: _, ...one } = DOOR_CASES['also when it is put there in an iteration']!;
  const found = await runDoorCase(one, ([command, ...rest], cwd) =>
    runSalvo([command!, '--workers', '1', ...rest], { cwd }),
  );
  assert.equal(found.code, 107);
  assert.match(found.stderr, /an iteration changed [^\n]*Array\.prototype\.map[^\n]*, which all VUs of a worker share/);
  assert.match(found.stderr, /--isolation vu/);
});
