import { performance as nodePerformance } from 'node:perf_hooks';
import { queueJob } from '../../suspension/microtask.js';
import type { ScriptRealm } from '../realm.js';
import type { AnyFunction } from '../suspension.js';
import { atob, btoa } from './base64-text.js';
import { URL, urlStatics } from './url.js';
import { URLSearchParams } from './url-search-params.js';

/**
 * Globals of the web that k6 has not and that scripts of V8 expect. Only those by which no library takes a script for a
 * browser or for Node.js; the others are in `more.ts`.
 */
export function makeWebGlobals(realm: ScriptRealm): Record<string, unknown> {
  const made = realm.own({ URL, URLSearchParams, atob, btoa, queueMicrotask, performance });
  for (const [name, value] of Object.entries(realm.own(urlStatics))) {
    Object.defineProperty(made.URL, name, { value, writable: true, enumerable: false, configurable: true });
  }
  return made;
}

function queueMicrotask(fn: unknown): void {
  if (typeof fn !== 'function') throw new TypeError('queueMicrotask: the argument must be a function');
  queueJob(fn as AnyFunction);
}

/** No marks and no measures, by which libraries know a browser. */
const performance = { now: (): number => nodePerformance.now(), timeOrigin: nodePerformance.timeOrigin };
