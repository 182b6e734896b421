import { monotonicMs } from '../../base/clock.js';
import { sleep } from '../../base/timers.js';
import { Throttle } from '../../shard/throttle.js';
import { GoError } from '../go-error.js';
import { select } from '../http/gjson.js';
import type { SecretServer } from '../secret-source.js';

/** An answer, or why there was none. */
type Attempt = { readonly status: number; readonly body: string } | { readonly failure: string };

const OK = 200;
const TOO_MANY = 429;
const SERVER_ERRORS = 500;

/** Asks a server for a secret, within its limit of requests, and again where another attempt may help. */
export async function fetchSecret(server: SecretServer, key: string): Promise<string> {
  const throttle = new Throttle(server.throttle, server.requestsPerMinuteLimit / 60, server.requestsBurst);
  for (let retries = 0; ; retries++) {
    await sleep(throttle.take(monotonicMs()));
    const attempt = await ask(server, key);
    if ('body' in attempt && attempt.status === OK) return secretIn(attempt.body, server.responsePath);
    const mayPass = 'failure' in attempt || attempt.status === TOO_MANY || attempt.status >= SERVER_ERRORS;
    if (!mayPass || retries >= server.maxRetries) throw new GoError(complaint(attempt));
    await sleep(server.retryBackoffMs * 2 ** retries);
  }
}

async function ask({ urlTemplate, method, headers, timeoutMs }: SecretServer, key: string): Promise<Attempt> {
  try {
    const response = await fetch(urlTemplate.replaceAll('{key}', key), {
      method,
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    return { failure: cause instanceof Error ? `${message}: ${cause.message}` : message };
  }
}

function secretIn(body: string, path: string): string {
  if (path === '') return body;
  const value = valueAt(body, path);
  if (typeof value === 'string') return value;
  throw new GoError(
    value === undefined
      ? `failed to extract secret: path "${path}" not found in response`
      : `failed to extract secret: secret value at path "${path}" is not a string (got ${typeName(value)})`,
  );
}

function valueAt(body: string, path: string): unknown {
  try {
    return select(JSON.parse(body), path);
  } catch {
    return undefined;
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'Null';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? 'Number' : 'JSON';
}

const complaint = (attempt: Attempt): string =>
  'failure' in attempt
    ? `failed to get secret: ${attempt.failure}`
    : `status code ${attempt.status}: failed to get secret`;
