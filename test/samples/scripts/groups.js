// group(), check() and ws.connect() with code inside that blocks.
import http from 'k6/http';
import ws from 'k6/ws';
import grpc from 'k6/net/grpc';
import { Counter } from 'k6/metrics';
import { check, group, sleep } from 'k6';

const url = (path) => `http://sut/${path}`;
const counter = new Counter('count');

export function nested() {
  let log = '';
  group('outer', () => {
    log += 'o';
    group('inner', function () {
      http.get(url('inner'));
      log += 'i';
    });
    group('plain', () => {
      log += 'p';
    });
    counter.add(1);
  });
  return log;
}
export function values() {
  const status = group('value', () => http.get(url('v')).status);
  return [status, group('none', () => {}), group('given', given), group(`named ${http.get(url('name')).status}`, () => sleep(1))];
}
function given() {
  return http.get(url('given')).status;
}
export function returns() {
  const out = [];
  for (const n of [1, 2, 3]) {
    group(`g${n}`, () => {
      if (n === 2) return { skipped: http.get(url('skipped')), n };
      for (const m of [1, 2]) {
        if (m === 2) return;
        out.push(http.get(url(n * m)).url);
      }
      out.push('never');
    });
    group('again', function () {
      if (n === 1) return;
      out.push(http.get(url('again')).url);
    });
  }
  return out;
}
export function throwing() {
  const out = [];
  try {
    group('throws', () => {
      http.get(url('before'));
      throw new Error('inside');
    });
  } catch (error) {
    out.push(error.message);
  } finally {
    group('finally', () => out.push(http.get(url('finally')).status));
  }
  try {
    group('broken', () => http.get(url('broken')));
  } catch (error) {
    out.push(error.message);
  }
  return out;
}
export function scopes() {
  const name = 'outer';
  let count = 0;
  group('scope', () => {
    const name = 'inner';
    var hoisted = http.get(url(name)).status;
    count += hoisted;
    group('deeper', () => {
      const inner = name + count;
      http.get(url(inner));
      count++;
    });
  });
  return [name, count];
}
export function checks() {
  const answer = http.get(url('checked'));
  return [
    check(answer, { status: (r) => r.status === 200, follow: (r) => http.get(`${r.url}/more`).status === 200, constant: true }),
    check(answer, { wrong: (r) => r.status === 500, 'is array': ({ body }) => JSON.parse(body).items.length === 3 }),
  ];
}
export function sharedChecks() {
  const tests = { more: () => http.get(url('more')).status === 200, 'no more': () => sleep(1) === 1 };
  return [check(1, tests), check(2, { ...tests, extra: true })];
}
export function sockets() {
  const log = [];
  const answer = ws.connect(url('ws'), {}, function (socket) {
    socket.on('open', () => log.push(http.get(url('opened')).status));
    socket.on('message', (message) => {
      log.push(message);
      sleep(1);
    });
    socket.on('close', () => log.push('closed'));
  });
  return [answer.status, log];
}
export function calls() {
  const client = new grpc.Client();
  client.connect('host:1', { plaintext: true });
  client.invoke('pkg.Service/Method', { a: 1 });
  client.healthCheck('svc');
  return 'done';
}
export function forms() {
  const page = http.get(url('page'));
  return page.submitForm(`${page.url}/form`).url;
}
export function batches() {
  const list = http.batch([url(1), ['POST', url(2)], { method: 'PUT', url: url(3) }]);
  const named = http.batch({ a: url('a'), b: ['GET', url('b')] });
  return [list.map((r) => r.url), named.a.url, named.b.status];
}
