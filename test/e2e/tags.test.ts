// Tags of runs, scenarios and VUs on what the tool itself measures, as in k6 2.2.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from '../helpers/script-run.js';
import { countingServer } from '../helpers/servers.js';

test('a name tag of a scenario names its requests, and a scenario keeps its own name', async () => {
  await using server = await countingServer((_request, response) => setTimeout(() => response.end('x'), 200));
  const { points } = await runScript(
    `import http from 'k6/http';
    export const options = { scenarios: { real: {
      executor: 'constant-arrival-rate', rate: 20, duration: '1s', preAllocatedVUs: 1, tags: { scenario: 'other', name: 'named' },
    } } };
    export default function () { http.get(__ENV.URL); http.get(__ENV.URL, { tags: { name: 'own' } }); }`,
    ['-e', `URL=${server.url}`],
  );
  const names = points('http_reqs').map(({ tags }) => `${tags.name} ${tags.url} ${tags.scenario}`);
  assert.deepEqual([...new Set(names)], ['named named real', 'own own real']);
  // Nobody ran what was dropped, so it stood in no group.
  const dropped = points('dropped_iterations');
  assert.ok(dropped.length > 0);
  for (const { tags } of dropped) assert.equal('group' in tags, false);
});

test('so do name tags of the run and of the VU', async () => {
  await using server = await countingServer();
  const { points } = await runScript(
    `import http from 'k6/http';
    import exec from 'k6/execution';
    export default function () { http.get(__ENV.URL); exec.vu.tags.name = 'mine'; http.get(__ENV.URL); }`,
    ['-e', `URL=${server.url}`, '--tag', 'name=all'],
  );
  assert.deepEqual(
    points('http_reqs').map(({ tags }) => [tags.name, tags.url]),
    [
      ['all', 'all'],
      ['mine', 'mine'],
    ],
  );
});

test('stages that run once are the first iteration of no VU', async () => {
  const { points } = await runScript(
    `import { Counter } from 'k6/metrics'; const counter = new Counter('counted');
    export const setup = () => { counter.add(1); };
    export default function () { counter.add(1); }
    export const teardown = () => { counter.add(1); };`,
    ['--system-tags', 'vu,iter'],
  );
  const expected = [{ iter: '0' }, { iter: '0', vu: '1' }, { iter: '0' }];
  assert.deepEqual(
    points('counted').map(({ metadata }) => metadata),
    expected,
  );
});
