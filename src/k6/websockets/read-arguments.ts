import { parseUrl, type Url, UrlError } from '../../protocols/net/url.js';
import type { VuContext } from '../context.js';
import { GoError } from '../go-error.js';
import { listOf } from '../list-of.js';
import { planFor, readSocketParam, type SocketPlan } from '../sockets/socket-plan.js';

/** Reads what `new WebSocket(url, protocols?, params?)` was called with. */
export function readArguments(vu: VuContext, args: readonly unknown[]): SocketPlan {
  if (args.length === 0 || args[0] === undefined) throw new GoError('WebSocket requires a url');
  const plan = planFor(vu, readUrl(String(args[0])));
  const protocols = readProtocols(args[1]);
  if (protocols.length > 0) plan.headers.set('Sec-Websocket-Protocol', protocols.join(', '));
  const params = args[2];
  if (params === undefined || params === null) return plan;
  for (const name of Object.keys(params)) {
    const value = (params as Record<string, unknown>)[name];
    if (!readSocketParam(plan, name, value, 'invalid WebSocket tags option')) {
      throw new GoError(`unknown WebSocket's option ${name}`);
    }
  }
  return plan;
}

function readUrl(text: string): string {
  const url = parsed(text);
  if (url.scheme !== 'ws' && url.scheme !== 'wss') {
    throw new GoError(`WebSocket requires url with scheme ws or wss, but got ${JSON.stringify(url.scheme)}`);
  }
  if (url.fragment !== '') {
    throw new GoError(`WebSocket requires no url fragment, but got ${JSON.stringify(url.fragment.slice(1))}`);
  }
  return url.href === '' ? text : url.href;
}

function parsed(text: string): Url {
  try {
    return parseUrl(text);
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    const given = JSON.stringify(text);
    throw new GoError(
      `WebSocket requires valid url, but got ${given} which resulted in parse ${given}: ${error.message}`,
    );
  }
}

/** One, or a list of them; anything else is none. */
function readProtocols(given: unknown): string[] {
  if (typeof given === 'string') return given === '' ? [] : [given];
  return Array.isArray(given) ? listOf(given).map(String) : [];
}
