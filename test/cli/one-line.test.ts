// Loads without a script, through the real command against a server that counts.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { scriptOf } from '../../src/cli/one-line/script.js';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';

/** The figures of a line such as `Requests   1,234   99/s`. */
function row(stdout: string, name: string): string[] {
  const line = stdout.split('\n').find((text) => text.trim().startsWith(`${name} `));
  assert.ok(line, `no line ${name} in\n${stdout}`);
  return line.trim().slice(name.length).trim().split(/ {2,}/);
}
const number = (text: string): number => Number(text.replaceAll(',', ''));

for (const workers of ['1', '2']) {
  test(`as many requests as were asked for, on ${workers} workers`, async () => {
    await using server = await countingServer();
    const { code, stdout } = await runSalvo([`${server.url}/a?b=c`, '-n', '101', '-c', '4', '-q', '-t', workers]);
    assert.equal(code, 0);
    assert.equal(server.requests, 101);
    assert.equal(row(stdout, 'Requests')[0], '101');
    assert.deepEqual(row(stdout, 'Failed'), ['0', '0.00%']);
    assert.deepEqual(row(stdout, '200'), ['101', '100.00%']);
    for (const name of ['avg', 'min', 'max', 'p50', 'p95', 'p99'])
      assert.match(row(stdout, name)[0]!, /^[\d.]+(ns|µs|ms|s)$/);
    assert.equal(server.maxConnections <= 4, true);
  });
}

test("wrk's way to write it: letters first, values joined; all that the server counted is in the text", async () => {
  await using server = await countingServer();
  const { code, stdout } = await runSalvo(['-t1', '-c3', '-d1s', '--latency', '-q', `${server.url}/`]);
  assert.equal(code, 0);
  assert.ok(server.requests > 0);
  assert.equal(number(row(stdout, 'Requests')[0]!), server.requests);
  const bars = stdout
    .slice(stdout.indexOf('Distribution'), stdout.indexOf('Answers'))
    .matchAll(/^ +(?:≤ \S+|more) +([\d,]+)/gm);
  assert.equal(
    [...bars].reduce((sum, [, count]) => sum + number(count!), 0),
    server.requests,
  );
});

test('an open rate starts what it says, whatever the server does', async () => {
  await using server = await countingServer((_request, response) => setTimeout(() => response.end('ok'), 300));
  const { stdout } = await runSalvo([server.url, '-r', '40', '-d', '1', '-q']);
  const dropped = stdout.includes('Not started') ? number(row(stdout, 'Not started')[0]!) : 0;
  assert.equal(server.requests + dropped, 40);
  assert.equal(row(stdout, 'Requests')[0], String(server.requests));
});

test('steps have a line each, and their requests are all of them', async () => {
  await using server = await countingServer();
  const { stdout } = await runSalvo([server.url, '-u', '1,3', '-d', '1', '-q']);
  const steps = stdout.slice(stdout.indexOf('Steps'), stdout.indexOf('Generator')).match(/^ +[13] .*$/gm) ?? [];
  const sums = steps.map((line) => number(line.trim().split(/ +/)[1]!));
  assert.equal(sums.length, 2);
  const counted = number(row(stdout, 'Requests')[0]!);
  assert.equal(sums[0]! + sums[1]!, counted);
  // What was under way at the end of a step is cut off: at most a request for each user.
  assert.ok(server.requests >= counted && server.requests <= counted + 4, `${server.requests} and ${counted}`);
});

test('method, headers and bodies go out as given; several addresses take turns', async () => {
  const seen: string[] = [];
  await using server = await countingServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push([method, url, headers['x-a'], headers['content-type'], body].join(' '));
      response.end();
    });
  });
  const [a, b] = [`${server.url}/a`, `${server.url}/b`];
  await runSalvo([a, b, '-n', '4', '-c', '1', '-H', 'X-A: 1, 2', '-H', 'content-type=text/x', '-b', "it's", '-q']);
  assert.deepEqual(seen.sort(), [
    "POST /a 1, 2 text/x it's",
    "POST /a 1, 2 text/x it's",
    "POST /b 1, 2 text/x it's",
    "POST /b 1, 2 text/x it's",
  ]);
  seen.length = 0;
  await runSalvo([a, '-n', '1', '-m', 'put', '--json', '{"a":1}', '-q']);
  await runSalvo([a, '-n', '1', '-X', 'delete', '-q']);
  assert.deepEqual(seen, ['PUT /a  application/json {"a":1}', 'DELETE /a   ']);
});

test('a status that is not expected fails the test, and is counted by its code', async () => {
  await using server = await countingServer((request, response) => {
    response.statusCode = request.url === '/missing' ? 404 : 201;
    response.end();
  });
  const argv = [`${server.url}/`, `${server.url}/missing`, '-n', '6', '-c', '1', '-q'];
  const failed = await runSalvo([...argv, '--expect', '200-299']);
  assert.equal(failed.code, 99);
  assert.deepEqual([row(failed.stdout, '201')[0], row(failed.stdout, '404')[0]], ['3', '3']);
  assert.equal(row(failed.stdout, 'Failed')[0], '3');
  assert.equal((await runSalvo([...argv, '--expect', '201,4xx'])).code, 0);
});

test('a target that is down has no latencies, and says so', async () => {
  const { stdout } = await runSalvo(['http://127.0.0.1:1/', '-n', '3', '-q']);
  assert.doesNotMatch(stdout, /Latency/);
  assert.equal(row(stdout, 'dial: connection refused')[0], '3');
});

test('latencies that have those of unanswered requests among them say so', async () => {
  await using server = await countingServer((request, response) => {
    if (request.url === '/cut') request.socket.destroy();
    else response.end('ok');
  });
  const { stdout } = await runSalvo([`${server.url}/`, `${server.url}/cut`, '-n', '4', '-c', '1', '-q']);
  assert.match(stdout, /Latency of all requests, also of those without an answer/);
  assert.equal(row(stdout, '200')[0], '2');
});

test('the load as a script: it runs as it is, also from another folder', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder();
  writeFileSync(join(folder.path, 'body.bin'), 'bytes');
  const argv = [`${server.url}/x`, '-n', '7', '-c', '2', '-D', 'body.bin', '--expect', '200', '--timeout', '5'];
  const saved = await runSalvo([...argv, '--save', 'load.js'], { cwd: folder.path });
  assert.equal(saved.code, 0, saved.stderr);
  assert.equal(server.requests, 0);
  const { code, stderr } = await runSalvo(['run', '-q', join(folder.path, 'load.js')]);
  assert.equal(code, 0, stderr);
  assert.equal(server.byPath.get('POST /x'), 7);
  const printed = await runSalvo([...argv, '--save', '-'], { cwd: folder.path });
  assert.equal(printed.stdout, readFileSync(join(folder.path, 'load.js'), 'utf8'));
});

test('variables and configuration files have no say in the load', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder();
  writeFileSync(join(folder.path, 'config.json'), JSON.stringify({ vus: 9, iterations: 90 }));
  const env = { K6_VUS: '7', K6_ITERATIONS: '70' };
  const { stderr } = await runSalvo([server.url, '-n', '5', '-q', '--config', join(folder.path, 'config.json')], {
    env,
  });
  assert.equal(server.requests, 5, stderr);
});

const wrong: readonly (readonly [args: string[], stderr: RegExp])[] = [
  [['http://a/', '-n', '5', '-r', '5'], /E_CONTRADICTING_FLAGS: --requests and --rate cannot hold together/],
  [['http://a/', '-b', 'x', '--json', '{}'], /E_CONTRADICTING_FLAGS: --body and --json cannot/],
  [['http://a/', '-H', 'A: 1', '-H', 'a: 2'], /E_HEADER_TWICE: --header: a is given more than once/],
  [['http://a/', '-D', 'nowhere.bin'], /E_CANNOT_READ: .*nowhere\.bin/],
  [['-c', '5', 'localhost:3000'], /unknown command: localhost:3000\n {2}hint: did you mean http:\/\/localhost:3000\?/],
  [
    ['http://a/', 'localhost:3000'],
    /E_NO_ADDRESS: localhost:3000 .*\n {2}hint: did you mean http:\/\/localhost:3000\?/,
  ],
  [['http://a/', '-c', '0', '-d', 'x', '-H', 'z', '--expect', '2'], /E_INVALID_FLAGS: 4 invalid flags/],
  [['url'], /E_MISSING_ARGUMENT: salvo url needs at least one address/],
];
for (const [args, expected] of wrong) {
  test(`salvo ${args.join(' ')} is refused`, async () => {
    const { code, stderr } = await runSalvo(args);
    assert.equal(code, 255, stderr);
    assert.match(stderr, expected);
  });
}

test('any text comes through a written script as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const load = { urls: ['http://a/'], method: 'POST', headers: {}, expected: [], timeoutMs: 60_000 };
      const shape = { kind: 'count', users: 1, requests: 1 } as const;
      const script = scriptOf({ ...load, body: { text }, shape }, (file) => file);
      const [, written] = /^const body = (.*);$/m.exec(script)!;
      // biome-ignore lint/security/noGlobalEval: it is source text that is tested.
      assert.equal(globalThis.eval(written!), text);
    }),
  );
});
