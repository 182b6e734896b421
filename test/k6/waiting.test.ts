// Whatever waits can stand wherever a script may call it: the VU waits there, and goes on behind it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runScript } from '../helpers/script-run.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';
import { places } from './places.js';

const WAIT_MS = 30;

/** One for each kind of native: those that wait themselves, and those that run a function which waits. */
const WAITS = {
  sleep: 'sleep(0.03);',
  request: "http.get(__ENV.URL + '/slow');",
  batch: "http.batch([__ENV.URL + '/slow', ['POST', __ENV.URL + '/slow', 'body']]);",
  group: "group('waits', () => { sleep(0.03); });",
  check: 'check(1, { waits: () => { sleep(0.03); return true; } });',
};

for (const [native, wait] of Object.entries(WAITS))
  test(`${native} waits in every place`, async () => {
    await using server = await countingServer((request, response) => {
      setTimeout(() => response.end('ok'), request.url === '/slow' ? WAIT_MS : 0);
    });
    const cases = Object.entries(places).map(([place, around]) => {
      const act = `const began = Date.now(); ${wait} console.log(${JSON.stringify(place)} + ' ' + (Date.now() - began));`;
      return `() => { ${around(act)} },`;
    });
    const { code, said, log, stderr } = await runScript(
      `
      import http from 'k6/http';
      import { check, group, sleep } from 'k6';
      import exec from 'k6/execution';
      export const options = { vus: 10, iterations: ${cases.length} };
      const cases = [${cases.join('\n')}];
      export default function () { cases[exec.scenario.iterationInTest](); }
    `,
      ['-e', `URL=${server.url}`],
    );
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      log.filter(({ level }) => level === 'error'),
      [],
    );
    const waited = new Map(said.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
    assert.deepEqual([...waited.keys()].sort(), Object.keys(places).sort());
    // The clock goes by whole milliseconds, and a timer may be a part of one early.
    for (const [place, ms] of waited) assert.ok(ms >= WAIT_MS - 2, `${place}: ${ms} ms`);
  });

test('sleep() in init code holds its thread, also where nothing can suspend', async () => {
  await using folder = await tempFolder({
    'common.cjs': `
      const { sleep } = require('k6');
      const began = Date.now();
      sleep(0.03);
      [1].forEach(() => { sleep(0.03); });
      exports.tookMs = Date.now() - began;
    `,
  });
  const { code, said, stderr } = await runScript(`
    import { sleep } from 'k6';
    import { tookMs } from ${JSON.stringify(join(folder.path, 'common.cjs'))};
    const began = Date.now();
    sleep(0.03);
    (() => { [1].forEach(() => { sleep(0.03); }); })();
    const ms = Date.now() - began;
    export default function () { console.log([tookMs, ms].map((each) => each >= 58).join()); }
  `);
  assert.equal(code, 0, stderr);
  assert.deepEqual(said, ['true,true']);
});

test('a sleep that is longer than any timer lasts', async () => {
  const { code, said, stderr } = await runScript(`
    import { sleep } from 'k6';
    export const options = { scenarios: {
      s: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' },
    } };
    export default function () { sleep(3e6); console.log('woke'); }
  `);
  assert.equal(code, 0, stderr);
  assert.deepEqual(said, []);
  assert.doesNotMatch(stderr, /Warning/);
});
