// `salvo target` as a user starts it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../helpers/cli.js';

test('tells its addresses, serves, and ends well on Ctrl-C', async () => {
  const target = startSalvo(['target', '--port', '0', '--hello-port=0', '--booking-port', '0', '--json']);
  await target.until(/\n/);
  const urls = JSON.parse(target.stdout) as { general: string; booking: string };
  assert.equal((await fetch(`${urls.general}/status/418`)).status, 418);
  target.kill('SIGINT');
  const { code, stderr } = await target.done;
  assert.deepEqual([code, stderr], [0, '']);
});

test('says what it did when it tells a person', async () => {
  const target = startSalvo(['target', '--port', '0', '--hello-port=0', '--booking-port', '0', '--latency', '0']);
  await target.until(/Ctrl-C/);
  const [general] = /general +(\S+)/.exec(target.stdout)!.slice(1);
  assert.equal((await fetch(`${general}/`)).status, 200);
  target.kill('SIGTERM');
  assert.match((await target.done).stdout, /1 requests answered, 0 dropped/);
});

test('wrong ports are all told at once', async () => {
  const { code, stderr } = await runSalvo(['target', '--port', 'x', '--hello-port', '70000']);
  assert.equal(code, 255);
  assert.match(stderr, /--port: must be a port from 0 to 65535, got "x"/);
  assert.match(stderr, /--hello-port: must be a port/);
});

test('a port in use', async () => {
  const first = startSalvo(['target', '--port', '0', '--hello-port=0', '--booking-port', '0', '--json']);
  await first.until(/\n/);
  const port = new URL((JSON.parse(first.stdout) as { general: string }).general).port;
  const { code, stderr } = await runSalvo(['target', '--port', port, '--hello-port=0', '--booking-port', '0']);
  assert.equal(code, 255);
  assert.match(stderr, new RegExp(`can't listen on 127\\.0\\.0\\.1:${port}: the port is in use`));
  first.kill('SIGTERM');
  await first.done;
});
