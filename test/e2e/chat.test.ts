// The chat of the scenarios, against the embedded target: what the tool has counted is what the server has.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { spawnTarget } from '../../src/target/spawn.js';
import { runSalvo } from '../helpers/cli.js';
import { counterIn } from '../helpers/output.js';

const SCRIPT = join(import.meta.dirname, '..', '..', '..', 'scenarios', 'chat.js');

const USERS = 20;
const ROUNDS = 3;
const SAYINGS = 5;
const MEMBERS = 4;
const sessions = USERS * ROUNDS;
/** Everybody hears all that is said, and who comes after them. */
const HEARD = MEMBERS * SAYINGS + (MEMBERS + 1) / 2;

for (const workers of [1, 2]) {
  test(`all that is said is heard, on ${workers} workers`, async () => {
    await using target = await spawnTarget();
    const base = target.urls.general.replace('http', 'ws');
    const { code, stdout, stderr } = await runSalvo(['run', `--workers=${workers}`, '-e', `BASE=${base}`, SCRIPT]);
    assert.equal(code, 0, stdout + stderr);
    const { sockets } = await target.stats();
    assert.deepEqual(sockets, { sessions, open: sockets.open, received: sessions * SAYINGS, sent: sessions * HEARD });
    assert.equal(counterIn(stdout, 'ws_sessions'), sessions);
    // The close frame counts as sent, as in k6.
    assert.equal(counterIn(stdout, 'ws_msgs_sent'), sessions * (SAYINGS + 1));
    assert.equal(counterIn(stdout, 'ws_msgs_received'), sessions * HEARD);
  });
}
