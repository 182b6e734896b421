import { types } from 'node:util';
import { current } from './current.js';

/** An array of which nothing is the script's own but what it holds: no accessors, no traps, no class. */
export function isPlainList(value: unknown): value is unknown[] {
  if (!Array.isArray(value) || types.isProxy(value)) return false;
  if (elements.areAsked && (elements.ofAll || asked.has(value))) return false;
  return Object.getPrototypeOf(value) === current.realm.Array.prototype && !Object.hasOwn(value, 'constructor');
}

/** Arrays of which an element may be an accessor. */
const asked = new WeakSet<object>();
/** There are such arrays; and all are when an element is inherited. */
const elements = { areAsked: false, ofAll: false };

/** The script defines a property; of arrays it is an element, as a rule. */
export function noteDefined(target: unknown): void {
  const { Array: List, Object: Obj } = current.realm;
  const isInherited = target === List.prototype || target === Obj.prototype;
  if (!isInherited && !Array.isArray(target)) return;
  elements.areAsked = true;
  if (isInherited) elements.ofAll = true;
  else asked.add(target as object);
}
