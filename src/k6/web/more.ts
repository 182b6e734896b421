import type { ScriptRealm } from '../realm.js';
import { AbortController, AbortSignal } from './abort.js';
import { Blob } from './blob.js';
import { Event } from './event.js';
import { EventTarget } from './event-target.js';

/** With `--web-apis`: globals by which some libraries know a browser, and take other ways of theirs. */
export const makeMoreWebGlobals = (realm: ScriptRealm): Record<string, unknown> =>
  realm.own({ AbortController, AbortSignal, Blob, Event, EventTarget });
