import { VERSION } from '../../base/version.js';
import { int, oneOf, text, toggle } from '../../schema/scalars.js';
import { row } from '../row.js';

/** How requests are made. */
export const httpRows = {
  userAgent: row({
    type: text,
    fallback: `salvo/${VERSION}`,
    fallbackText: 'salvo/<version>',
    group: 'http',
    help: 'User-Agent header of requests that set none',
  }),
  maxRedirects: row({ type: int, fallback: 10, group: 'http', help: 'follow at most n redirects' }),
  batch: row({ type: int, fallback: 20, group: 'http', help: 'parallel requests of a batch call' }),
  batchPerHost: row({
    type: int,
    fallback: 6,
    group: 'http',
    help: 'parallel requests of a batch call to one host',
  }),
  rps: row({
    type: int,
    fallback: 0,
    fallbackText: '',
    group: 'http',
    help: 'limit of requests per second for the whole test; 0 is no limit',
  }),
  httpClient: row({
    type: oneOf(['salvo', 'undici']),
    fallback: 'salvo',
    group: 'http',
    env: 'SALVO_HTTP_CLIENT',
    in: ['file'],
    help: 'who speaks HTTP: Salvo, or undici and Node.js, slower, as a second opinion',
  }),
  httpDebug: row({
    type: oneOf(['', 'headers', 'full'], { bare: 'headers', placeholder: '[=full]', others: { taken: 'headers' } }),
    fallback: '',
    group: 'http',
    help: 'log requests and responses; full includes the bodies',
  }),
  noConnectionReuse: row({
    type: toggle,
    fallback: false,
    group: 'http',
    help: 'open a connection for every request',
  }),
  noVUConnectionReuse: row({
    type: toggle,
    fallback: false,
    group: 'http',
    help: 'close connections after every iteration',
  }),
  noCookiesReset: row({
    type: toggle,
    fallback: false,
    group: 'http',
    flag: false,
    help: 'keep cookies from one iteration to the next',
  }),
  discardResponseBodies: row({
    type: toggle,
    fallback: false,
    group: 'http',
    help: 'read response bodies without keeping them, unless a request asks for its own',
  }),
};
