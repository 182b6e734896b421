// Salvo's own HTTP/1 and undici (`--http-client undici`) say the same of what a server answers.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type RawRequest, rawServer, respond } from '../../helpers/raw-server.js';
import { type Answered, testVu } from './http-vu.js';

const OK = 'HTTP/1.1 200 OK\r\n';
const zipped = gzipSync('zipped text').toString('latin1');
const large = 'x'.repeat(300_000);

/** What the server says to each request on a path; one character per byte. */
const ANSWERS: Readonly<Record<string, string>> = {
  '/short': respond('200 OK', 'hello'),
  '/empty': `${OK}Content-Length: 0\r\n\r\n`,
  '/large': respond('200 OK', large),
  '/chunks': `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n`,
  '/zipped': `${OK}Content-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n${zipped}`,
  '/utf8': `${OK}X-City: M\xc3\xbcnchen\r\nContent-Length: 3\r\n\r\n\xe2\x82\xac`,
  '/bytes': `${OK}Content-Length: 4\r\n\r\n\x00\xff\x80\n`,
  '/cookies': `${OK}Set-Cookie: a=1; Path=/\r\nSet-Cookie: b=2\r\nContent-Length: 1\r\n\r\nc`,
  '/none': 'HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n',
  '/same': 'HTTP/1.1 304 Not Modified\r\nEtag: "1"\r\n\r\n',
  '/early': `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${respond('201 Created', 'made')}`,
  '/moved': 'HTTP/1.1 302 Found\r\nLocation: /short\r\nContent-Length: 5\r\n\r\nmoved',
  '/old': 'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nold',
  '/twice': `${OK}X-A: 1\r\nx-a: 2\r\nContent-Length: 0\r\n\r\n`,
};
const METHODS = ['GET', 'HEAD', 'POST'];

test('both clients say the same of every answer, and reuse connections alike', async () => {
  const [own, undici] = [await heard('salvo'), await heard('undici')];
  assert.deepEqual(own.responses, undici.responses);
  assert.deepEqual([own.requests, own.connections], [undici.requests, undici.connections]);
  assert.deepEqual([own.sent, own.received], [undici.sent, undici.received]);
});

async function heard(httpClient: 'salvo' | 'undici') {
  await using server = await rawServer(answer);
  using vu = testVu({ httpClient });
  const responses: unknown[] = [];
  for (const method of METHODS) {
    for (const path of Object.keys(ANSWERS)) {
      for (const responseType of ['text', 'binary', 'none']) {
        const body = method === 'POST' ? 'x'.repeat(path === '/large' ? 200_000 : 3) : null;
        const response = await vu.call('request', method, `${server.url}${path}`, body, {
          responseType,
          timeout: 5000,
        });
        responses.push({ method, path, ...seen(response), url: response.url.slice(server.url.length) });
      }
    }
  }
  const { sent, received } = vu.context.traffic;
  return { responses, requests: server.requests.length, connections: server.connections, sent, received };
}

function answer({ text, socket }: RawRequest): void {
  const [method = '', path = ''] = text.split(' ', 2);
  const bytes = ANSWERS[path]!;
  const whole = method === 'HEAD' ? bytes.slice(0, bytes.lastIndexOf('\r\n\r\n', bytes.length - 1) + 4) : bytes;
  socket.write(Buffer.from(whole, 'latin1'));
}

function seen({ status, status_text, error, error_code, proto, body, headers, cookies }: Answered): object {
  const shown = body instanceof ArrayBuffer ? Buffer.from(body).toString('latin1') : body;
  // Not to fill the screen when they differ.
  const text = typeof shown === 'string' && shown.length > 1000 ? `${shown.length} of ${shown.at(-1)}` : shown;
  return { status, status_text, error, error_code, proto, body: text, headers, cookies: Object.keys(cookies) };
}
