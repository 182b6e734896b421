import type { Refusal } from '../../protocols/websocket/opening.js';
import type { VuContext } from '../context.js';
import { GoError } from '../go-error.js';
import { headersOf } from '../sockets/head-values.js';
import { planFor, readSocketParam, type SocketPlan } from '../sockets/socket-plan.js';
import { type AnyFunction, type Suspendable, suspendably } from '../suspension.js';
import { type WsOutcome, WsSession } from './session.js';

/** What `ws.connect()` gives when the connection is closed, or was never there. */
interface WsResponse {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly error: string;
}

const GOING_AWAY = 1001;

/** `ws.connect(url, params?, callback)`: everything that happens on the connection happens inside of this call. */
export function* connecting(vu: VuContext, args: readonly unknown[]): Suspendable {
  if (vu.stage === 'init') throw new GoError('using websockets in the init context is not supported');
  const { plan, callback } = readArguments(vu, args);
  const session = new WsSession(vu, plan);
  const outcome = (yield* session.opening()) as WsOutcome;
  if ('refusal' in outcome) {
    session.end();
    if (vu.thread.options.throw) throw new GoError(outcome.refusal.text);
    return vu.realm.own(refusedResponse(outcome.refusal));
  }
  try {
    yield* suspendably(callback, undefined, [session.socket]);
    yield* session.emit('open') ?? [];
    yield* session.handleAll();
  } catch (error) {
    yield* session.closing(GOING_AWAY);
    session.end();
    throw error;
  }
  session.end();
  return vu.realm.own(response(plan.url, 101, outcome.headers, '', ''));
}

function readArguments(vu: VuContext, args: readonly unknown[]): { plan: SocketPlan; callback: AnyFunction } {
  if (args.length < 2) throw new GoError('invalid number of arguments to ws.connect');
  const params = args.length === 2 ? undefined : args[1];
  const callback = args.length === 2 ? args[1] : args[2];
  if (typeof callback !== 'function') throw new GoError('last argument to ws.connect must be a function');
  const plan = planFor(vu, String(args[0]));
  if (typeof params === 'object' && params !== null) readParams(plan, params as Record<string, unknown>);
  return { plan, callback: callback as AnyFunction };
}

/** Others are ignored, as in k6. */
function readParams(plan: SocketPlan, params: Record<string, unknown>): void {
  for (const name of Object.keys(params)) {
    const value = params[name];
    if (name === 'compression' && (value === '' || value === undefined || value === null)) continue;
    readSocketParam(plan, name, value, 'invalid ws.connect() metric tags');
  }
}

/** What the server has answered is no error for a script. */
function refusedResponse({ text, head, body }: Refusal): WsResponse {
  return head === undefined ? response('', 0, {}, '', text) : response('', head.status, headersOf(head), body, '');
}

function response(
  url: string,
  status: number,
  headers: Readonly<Record<string, string[]>>,
  body: string,
  error: string,
): WsResponse {
  const joined = Object.entries(headers).map(([name, values]) => [name, values.join(', ')]);
  return { url, status, headers: Object.fromEntries(joined), body, error };
}
