import type { Dispatcher } from 'undici';
import type { HttpRequest } from '../exchange.js';

/**
 * Only HEAD matters to the parser; path and headers of what goes out are ours. `reset: false` because undici would close
 * the connection after a HEAD or a GET with a body. `idempotent` lets the next request start inside the completion of
 * the last one; there is never more than one in flight.
 */
const OPTIONS = {
  path: '/',
  reset: false,
  headersTimeout: 0,
  bodyTimeout: 0,
  idempotent: true,
  blocking: false,
} as const;
const PLAIN: Dispatcher.DispatchOptions = { ...OPTIONS, method: 'GET' };
const HEAD: Dispatcher.DispatchOptions = { ...OPTIONS, method: 'HEAD' };

/** What undici is told of a request. */
export function dispatchOptions({ body, method }: HttpRequest): Dispatcher.DispatchOptions {
  if (body === null || body.length === 0) return method === 'HEAD' ? HEAD : PLAIN;
  return { ...OPTIONS, method: method === 'HEAD' ? 'HEAD' : 'POST', body };
}
