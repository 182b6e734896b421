import type { HttpRequest } from './exchange.js';

const SAFE = new Set(['', 'GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Whether a request may go out again when its kept-alive connection turned out to be closed. Go's rule. */
export function isReplayable({ method, headers }: HttpRequest): boolean {
  if (SAFE.has(method)) return true;
  if (headers === null) return false;
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i] === 'Idempotency-Key' || headers[i] === 'X-Idempotency-Key') return true;
  }
  return false;
}
