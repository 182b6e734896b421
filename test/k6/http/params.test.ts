// Parameters, tags, callbacks and the other functions of k6/http.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawServer, respond } from '../../helpers/raw-server.js';
import { type Answered, testVu } from './http-vu.js';

const okServer = (status = '200 OK') => rawServer(({ socket }) => socket.write(respond(status, 'ok')));

test('the tags of a sample', async () => {
  await using server = await okServer('404 Not Found');
  using vu = testVu({
    systemTags: ['method', 'url', 'name', 'status', 'proto', 'error_code', 'expected_response', 'ip'],
  });
  await vu.call('put', `${server.url}/x`, 'b', { tags: { mine: true, name: 'short' } });
  await vu.call('get', 'http://127.0.0.1:1/');
  assert.deepEqual(vu.requestTags(), [
    {
      method: 'PUT',
      url: 'short',
      name: 'short',
      status: '404',
      proto: 'HTTP/1.1',
      error_code: '1404',
      expected_response: 'false',
      ip: '127.0.0.1',
      mine: 'true',
    },
    {
      method: 'GET',
      url: 'http://127.0.0.1:1/',
      name: 'http://127.0.0.1:1/',
      status: '0',
      error_code: '1212',
      expected_response: 'false',
    },
  ]);
});

test('responseCallback says what counts as failed', async () => {
  await using server = await okServer('404 Not Found');
  using vu = testVu();
  const expect = vu.http.expectedStatuses as (...statuses: unknown[]) => unknown;
  const failed = async (params?: object): Promise<[number, number]> => {
    const before = vu.rate('http_req_failed');
    await vu.call('get', server.url, params);
    const { passes, total } = vu.rate('http_req_failed');
    return [passes - before.passes, total - before.total];
  };
  assert.deepEqual(await failed(), [1, 1]);
  assert.deepEqual(await failed({ responseCallback: expect(404) }), [0, 1]);
  assert.deepEqual(await failed({ responseCallback: expect(200, { min: 400, max: 499 }) }), [0, 1]);
  assert.deepEqual(await failed({ responseCallback: null }), [0, 0]);
  assert.ok(vu.requestTags().some((tags) => !('expected_response' in tags)));
  (vu.http.setResponseCallback as (callback: unknown) => void)(expect(404));
  for (const wrong of [undefined, 5, {}]) {
    assert.throws(
      () => (vu.http.setResponseCallback as (callback: unknown) => void)(wrong),
      /unsupported argument, expected http\.expectedStatuses/,
    );
  }
  assert.deepEqual(await failed(), [0, 1]);
  assert.throws(() => expect('404'), { name: 'GoError', message: /argument number 1 to expectedStatuses/ });
});

test('asyncRequest gives a promise, and an interrupted one stays open', async () => {
  await using server = await okServer();
  using vu = testVu();
  const request = vu.http.asyncRequest as (...args: unknown[]) => Promise<Answered>;
  const response = await request('POST', server.url, 'body');
  assert.deepEqual([response.status, server.requests[0]!.slice(-4)], [200, 'body']);
  await assert.rejects(request('GET', 'http://127.0.0.1:1/', null, { throw: true }), { name: 'GoError' });
  void request('GET', server.url).then(() => assert.fail('it was interrupted'));
  vu.abort();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(vu.counter('http_reqs'), 2);
});

test('the request rate limit is waited for before the times begin', async () => {
  await using server = await okServer();
  using vu = testVu({ rps: 1 });
  const waiting: (() => void)[] = [];
  Object.assign(vu.context.thread, { throttle: (ready: () => void) => void waiting.push(ready) });
  const call = vu.call('get', server.url, { timeout: 200 });
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.equal(server.requests.length, 0);
  waiting[0]!();
  const response = await call;
  assert.equal(response.status, 200);
  assert.ok(response.timings.blocked! + response.timings.duration! < 200);
});

test('httpDebug shows what goes out and what comes', async () => {
  await using server = await okServer();
  using vu = testVu({ httpDebug: 'full' });
  await vu.call('post', server.url, 'payload');
  const [request, response] = vu.logs.map(({ message }) => message);
  assert.match(request!, /^Request:\nPOST \/ HTTP\/1\.1\r\nHost: .*\r\n\r\npayload\n$/s);
  assert.equal(response, 'Response:\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\n');
  assert.match(server.requests[0]!, /^POST \/ HTTP\/1\.1\r\n/);
});

test('get and head warn about an argument too many', async () => {
  await using server = await okServer();
  using vu = testVu();
  await vu.call('get', server.url, {}, {});
  assert.equal(vu.logs[0]!.level, 'warning');
});

test('the constants', () => {
  using vu = testVu();
  const { TLS_1_3, OCSP_STATUS_GOOD, OCSP_REASON_KEY_COMPROMISE } = vu.http;
  assert.deepEqual([TLS_1_3, OCSP_STATUS_GOOD, OCSP_REASON_KEY_COMPROMISE], ['tls1.3', 'good', 'key_compromise']);
});

test('calls that repeat are read anew when what they depend on changes', async () => {
  await using server = await rawServer(({ socket, index }) =>
    socket.write(respond('200 OK', 'ok', index === 1 ? ['Set-Cookie: late=1'] : [])),
  );
  using vu = testVu();
  for (let i = 0; i < 3; i++) await vu.call('get', server.url);
  vu.context.tags = vu.context.tags.with('mine', 'group');
  await vu.call('get', server.url);
  vu.endIteration();
  await vu.call('get', server.url);
  assert.deepEqual(
    server.requests.map((text) => text.includes('Cookie: late=1')),
    [false, false, true, true, false],
  );
  assert.deepEqual(
    vu.requestTags().map(({ mine }) => mine),
    [undefined, 'group'],
  );
});

test('tags that cannot be tags make no request, and of a batch none', async () => {
  await using server = await okServer();
  using vu = testVu();
  const bad = { tags: { a: {} } };
  const wrong = /^invalid HTTP request metric tags: invalid value for metric tag 'a'/;
  assert.match((await vu.call('get', server.url, bad)).error, wrong);
  const request = vu.http.asyncRequest as (...args: unknown[]) => Promise<Answered>;
  assert.match((await request('GET', server.url, null, bad)).error, wrong);
  const good = ['GET', server.url, null, {}];
  const responses = await vu.callFor<(Answered | null)[]>('batch', [good, ['GET', server.url, null, bad], good]);
  assert.deepEqual([responses[0]!.error, responses[2]], ['', null]);
  assert.match(responses[1]!.error, wrong);
  assert.deepEqual(
    vu.logs.map(({ message }) => message),
    ['Request Failed', 'Request Failed', 'A batch request failed'],
  );
  assert.equal(server.requests.length, 0);
});
