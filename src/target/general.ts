import type { Call, Head } from './call.js';
import type { Route } from './router.js';

const MAX_DELAY_MS = 10 * 60_000;
const MAX_BYTES = 1024 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'salvo ');

/** Routes for every kind of test: cheap, slow, large, failing, repeating. */
export const generalRoutes: readonly Route[] = [
  { path: '/', handle: answerRoot },
  { path: '/delay/:ms', handle: answerLate },
  { path: '/status/:code', handle: answerStatus },
  { path: '/bytes/:n', handle: answerBytes },
  { path: '/echo', handle: answerEcho },
];

const ROOT_BODY = Buffer.from('{"message":"hello from the salvo target"}\n');
const ROOT_HEAD: Head = ['Content-Type', 'application/json', 'Content-Length', String(ROOT_BODY.length)];

function answerRoot(call: Call): void {
  call.send(200, ROOT_HEAD, ROOT_BODY);
}

function answerLate(call: Call) {
  const delayMs = Number(call.params[0]);
  if (!(delayMs >= 0 && delayMs <= MAX_DELAY_MS)) return call.json(400, { message: `delay: 0 to ${MAX_DELAY_MS} ms` });
  call.after(delayMs, () => call.json(200, { delayMs }));
}

/** A redirection leads to `/`, so that following it ends. */
function answerStatus(call: Call) {
  const status = Number(call.params[0]);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    return call.json(400, { message: 'status: 200 to 599' });
  }
  const location = [301, 302, 303, 307, 308].includes(status) ? ['Location', '/'] : [];
  if (status === 204 || status === 304) return call.send(status, location, '');
  const body = JSON.stringify({ status });
  call.send(status, [...location, 'Content-Type', 'application/json', 'Content-Length', String(body.length)], body);
}

function answerBytes(call: Call) {
  const bytes = Number(call.params[0]);
  if (!Number.isInteger(bytes) || bytes < 0 || bytes > MAX_BYTES) {
    return call.json(400, { message: `bytes: 0 to ${MAX_BYTES}` });
  }
  const head: Head = ['Content-Type', 'application/octet-stream', 'Content-Length', String(bytes)];
  if (bytes <= CHUNK.length) return call.send(200, head, CHUNK.subarray(0, bytes));
  call.response.writeHead(200, head as string[]);
  writeBytes(call, bytes);
}

/** Writes no faster than the client reads, so that a large answer needs no memory. */
function writeBytes(call: Call, bytes: number): void {
  const { response } = call;
  let left = bytes;
  const gone = call.whenGone(() => {
    left = 0;
  });
  const pour = (): void => {
    while (left > 0) {
      const size = Math.min(left, CHUNK.length);
      left -= size;
      if (!response.write(CHUNK.subarray(0, size)) && left > 0) return void response.once('drain', pour);
    }
    if (response.destroyed) return;
    response.end(() => {
      response.off('close', gone);
      call.answered(200);
    });
  };
  pour();
}

function answerEcho(call: Call): void {
  const { method, url, headers } = call.request;
  call.body((body) => call.json(200, { method, url, headers, body }));
}
