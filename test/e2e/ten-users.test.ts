// The smallest script of the folder, for whoever tries the tool first: it must not look well when nothing is.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';

const SCRIPT = join(import.meta.dirname, '..', '..', '..', 'scenarios', 'ten-users.js');
const run = (...args: string[]) => runSalvo(['run', '-u', '2', '-i', '2', ...args, SCRIPT]);

test('it goes where it is told to', async () => {
  await using server = await countingServer();
  const { code, stderr } = await run('-e', `URL=${server.url}`);
  assert.equal(code, 0, stderr);
  assert.equal(server.answered, 2);
});

test('without an address it says how to give one', async () => {
  const { code, stderr } = await run();
  assert.equal(code, 107);
  assert.match(stderr, /there is no URL to load: name one with -e URL=/);
});

test('a wrong answer fails it', async () => {
  await using server = await countingServer((_request, response) => response.writeHead(503).end());
  const { code } = await run('-e', `URL=${server.url}`);
  assert.equal(code, 99);
});
