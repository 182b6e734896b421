// What the server answers by the first word of the path. The rest of the path and the query are settings.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { commit, FAULTS, type Fault } from './faults.js';
import type { RecordedRequest } from './record.js';

export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly recorded: RecordedRequest;
  /** Path after the route's name, split at slashes. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

type Route = (call: Call) => void;

const PAGE =
  '<html><head><title>Page</title></head><body><a href="/echo">link</a>' +
  '<form action="/echo" method="post"><input name="who" value="me"><input type="submit" value="Go"></form></body></html>';
const PACK = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;

export const ROUTES: Readonly<Record<string, Route>> = {
  echo: ({ request, response, recorded }) =>
    json(response, { method: request.method, url: request.url, headers: request.headers, body: recorded.body }),
  ok: ({ response }) => text(response, 200, 'ok'),
  json: ({ response }) => json(response, { a: { b: [1, 2, { c: 'three' }] }, n: null, t: true, s: 'words' }),
  text: ({ response, query }) => text(response, 200, query.get('say') ?? 'some text'),
  status: ({ response, rest }) => text(response, Number(rest[0]), 'body of a status'),
  empty: ({ response, rest }) => void response.writeHead(Number(rest[0])).end(),
  bytes: ({ response, rest }) => void response.end(Buffer.alloc(Number(rest[0]), 0xe9)),
  latin: ({ response }) => void response.end(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0, 0xff])),
  page: ({ response }) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE),
  delay: ({ response, rest }) => void setTimeout(() => text(response, 200, 'late'), Number(rest[0])),
  slow: slowBody,
  to: redirect,
  hops: hops,
  cookies: cookies,
  packed: packed,
  basic: ({ request, response }) =>
    request.headers.authorization === undefined
      ? void response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="here"' }).end('who?')
      : text(response, 200, request.headers.authorization),
  digest: digest,
  headers: ({ response, query }) => {
    for (const name of new Set(query.keys())) response.setHeader(name, query.getAll(name));
    text(response, 200, 'with headers');
  },
  fault: fault,
};

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function json(response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

/** `/slow/MS`: the head and half of the body at once, the rest after a pause. */
function slowBody({ response, rest }: Call): void {
  response.writeHead(200, { 'Content-Length': 10 });
  response.write('first');
  setTimeout(() => response.end('later'), Number(rest[0]));
}

/** `/to/STATUS?url=…` */
function redirect({ response, rest, query }: Call): void {
  response.writeHead(Number(rest[0]), { Location: query.get('url') ?? '/ok', 'Content-Length': 0 });
  response.end();
}

/** `/hops/N`: N redirects, each with a cookie of its own. */
function hops({ response, rest }: Call): void {
  const left = Number(rest[0]);
  const next = { Location: `/hops/${left - 1}`, 'Set-Cookie': `hop${left}=1; Path=/`, 'Content-Length': 0 };
  if (left === 0) text(response, 200, 'arrived');
  else response.writeHead(302, next).end();
}

/** `/cookies?set=a%3D1&set=…` sets them all and says which came. */
function cookies({ request, response, query }: Call): void {
  const set = query.getAll('set');
  if (set.length > 0) response.setHeader('Set-Cookie', set);
  text(response, 200, request.headers.cookie ?? 'none');
}

/** `/packed/gzip,br`: encodings in the order in which they are applied. */
function packed({ response, rest }: Call): void {
  const names = (rest[0] ?? 'gzip').split(',') as (keyof typeof PACK)[];
  let body = Buffer.from('unpacked words');
  for (const name of names) body = PACK[name](body);
  response.writeHead(200, { 'Content-Encoding': names.join(', '), 'Content-Length': body.length });
  response.end(body);
}

function digest({ request, response }: Call): void {
  const { authorization } = request.headers;
  const challenge = 'Digest realm="here", qop="auth", nonce="0123456789abcdef", opaque="0f", algorithm=MD5';
  if (authorization?.startsWith('Digest ')) text(response, 200, 'in');
  else response.writeHead(401, { 'WWW-Authenticate': challenge, 'Content-Length': 0 }).end();
}

function fault({ request, response, rest }: Call): void {
  const found = (FAULTS as Readonly<Record<string, Fault>>)[rest[0] ?? ''];
  if (found === undefined) text(response, 404, 'no such fault');
  else commit(found, request.socket);
}
