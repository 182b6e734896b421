// The live page: the report, while it is still being measured.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { type RunningCli, runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn } from '../helpers/output.js';
import { tempFolder } from '../helpers/temp.js';

const SCRIPT = `
  import { Counter } from 'k6/metrics';
  import { check, sleep } from 'k6';
  const mine = new Counter('mine');
  export default function () {
    mine.add(1);
    check(1, { 'is <one>': (value) => value === 1 });
    sleep(0.05);
  }
`;

async function urlOf(cli: RunningCli): Promise<string> {
  await cli.until(/web dashboard: http:\S+/);
  return /web dashboard: (http:[^\s"]+)/.exec(cli.stdout + cli.stderr)![1]!;
}

interface Event {
  readonly kind: string;
  readonly data: unknown;
}

/** Events as they come, to the end of the stream. */
async function* eventsAt(url: string): AsyncGenerator<Event> {
  const response = await fetch(`${url}events`);
  assert.match(response.headers.get('content-type')!, /^text\/event-stream/);
  let text = '';
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const [, kind, data] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end))!;
      text = text.slice(end + 2);
      yield { kind: kind!, data: JSON.parse(data!) };
    }
  }
}

/** The sum of the counter in a table of the page. */
const mineIn = (page: string): number => {
  const found = /<code>mine<\/code><\/td><td><\/td><td>(\d+)<\/td>|mine[\s\S]{0,80}?<td>(\d+)<\/td>/.exec(page);
  return Number(found?.[1] ?? found?.[2] ?? Number.NaN);
};

test('a page that is there while the run goes on, several browsers at once, and its last numbers are the summary', async () => {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const out = 'web-dashboard=port=0&period=200ms';
  const cli = startSalvo(['run', '-u', '2', '-d', '10m', '--out', out, 'script.js'], { cwd: folder.path });
  const url = await urlOf(cli);
  const page = await (await fetch(url)).text();
  assert.match(page, /new EventSource\('events'\)/);
  assert.match(page, /connect-src 'self'/);
  assert.doesNotMatch(page, /(src|href)="?(https?:)?\/\//);
  let enough = 0;
  const watch = async (): Promise<Event[]> => {
    const events: Event[] = [];
    for await (const event of eventsAt(url)) {
      // Long enough for an interval of the pictures.
      if (events.push(event) === 10 && ++enough === 2) cli.kill('SIGINT');
    }
    return events;
  };
  const [first, second] = await Promise.all([watch(), watch()]);
  const { code, stdout, stderr } = await cli.done;
  assert.equal(code, 105, stderr);
  for (const events of [first, second]) {
    assert.equal(events.at(-1)!.kind, 'end');
    const states = events.filter(({ kind }) => kind === 'state').map(({ data }) => data as string);
    assert.ok(states.length >= 10, String(states.length));
    const seen = states.map(mineIn);
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
    assert.equal(seen.at(-1), counterIn(stdout, 'mine'));
    assert.match(states.at(-1)!, /<h2>Over time<\/h2>/);
    assert.match(states.at(-1)!, /is &lt;one&gt;/);
  }
});

test('the report can be taken away at any time, and what is not there is not found', async () => {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const env = { K6_WEB_DASHBOARD: 'true', K6_WEB_DASHBOARD_PORT: '0' };
  const cli = startSalvo(['run', '-d', '1m', 'script.js'], { cwd: folder.path, env });
  const url = await urlOf(cli);
  const report = await (await fetch(`${url}report`)).text();
  assert.match(report, /^<!doctype html>/);
  assert.doesNotMatch(report, /EventSource/);
  assert.equal((await fetch(`${url}other`)).status, 404);
  cli.kill('SIGINT');
  const { code, stderr } = await cli.done;
  assert.equal(code, 105);
  assert.doesNotMatch(stderr, /has no effect/);
  await assert.rejects(fetch(url));
});

test('a browser that stops reading does not hold up the end', async () => {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const out = 'web-dashboard=port=0&period=100ms';
  const cli = startSalvo(['run', '-d', '10m', '--out', out, 'script.js'], { cwd: folder.path });
  const response = await fetch(`${await urlOf(cli)}events`);
  const reader = response.body!.getReader();
  await reader.read();
  cli.kill('SIGINT');
  assert.equal((await cli.done).code, 105);
  await reader.cancel().catch(() => {});
});

test('without a server there is a file; an address that is taken is said, and the run goes on', async () => {
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const run = (out: string) => runSalvo(['run', '-i', '2', '--out', out, 'script.js'], { cwd: folder.path });
  const exported = await run('web-dashboard=port=-1&export=page.html');
  assert.equal(exported.code, 0, exported.stderr);
  assert.doesNotMatch(exported.stderr, /web dashboard:/);
  assert.equal(mineIn(await readFile(join(folder.path, 'page.html'), 'utf8')), 2);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const taken = await run(`web-dashboard=port=${(server.address() as AddressInfo).port}`);
  server.close();
  assert.equal(taken.code, 0);
  assert.match(taken.stderr, /web-dashboard: nothing can listen at 127\.0\.0\.1:\d+: .*EADDRINUSE/);
  for (const wrong of ['web-dashboard=port=x', 'web-dashboard=period=1ns', 'web-dashboard=colour=red']) {
    const refused = await run(wrong);
    assert.equal(refused.code, 255, wrong);
    assert.match(refused.stderr, /E_BAD_OUTPUT_SETTING/);
  }
});
