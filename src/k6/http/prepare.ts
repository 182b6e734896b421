import { textOf } from '../bytes.js';
import { firstHop } from './hops.js';
import type { HttpVu } from './http-vu.js';
import type { PreparedRequest, RequestArguments } from './prepared-request.js';
import { planRequest } from './read-params.js';

/** Reads a call. A VU's last plain one is remembered, because most scripts make the same ones again and again. */
export function prepare(vu: HttpVu, { method, url, body, params }: RequestArguments): PreparedRequest {
  const { jar, responseCallback: expected } = vu;
  if ((params !== undefined && params !== null) || (body !== undefined && body !== null) || !jar.empty) {
    return make(vu, method, url, body, params);
  }
  const last = vu.lastCall;
  const { tags } = vu.context;
  const same = last !== null && last.url === url && last.method === method && last.tags === tags;
  if (same && last.expected === expected && last.jar === jar) return last.prepared;
  const prepared = make(vu, method, url, null, null);
  vu.lastCall = { method, url, jar, tags, expected, prepared };
  return prepared;
}

function make(vu: HttpVu, method: unknown, url: unknown, body: unknown, params: unknown): PreparedRequest {
  const plan = planRequest(vu, textOf(method), url, body, params);
  return { plan, first: firstHop(plan) };
}
