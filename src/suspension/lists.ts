import { types } from 'node:util';
import { current } from './current.js';
import { replays } from './replay.js';

/** An array of which nothing is the script's own but what it holds: no accessors, no traps, no class. */
export function isPlainList(value: unknown): value is unknown[] {
  if (!Array.isArray(value) || types.isProxy(value) || replays.elements) return false;
  return Object.getPrototypeOf(value) === current.realm.Array.prototype && !Object.hasOwn(value, 'constructor');
}
