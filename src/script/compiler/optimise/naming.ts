import { nameOfKey, type ProgramFacts } from '../facts/walker.js';
import type { Site } from '../model.js';
import { NAMING_BUILTINS } from './builtins.js';

/** Does the program use what stores values under names that only running the code tells? */
export function namesByBuiltins(facts: ProgramFacts): boolean {
  const { propertyNames, globals, sites } = facts;
  if (NAMING_BUILTINS.some((name) => propertyNames.has(name)) || globals.has('Proxy')) return true;
  // `Reflect.set(object, name, value)`, of which a `Map` has another.
  if (globals.has('Reflect') && propertyNames.has('set')) return true;
  return sites.some(isNamingCall);
}

/** `Object.create(prototype, descriptors)`, `JSON.parse(text, reviver)` */
function isNamingCall({ node, kind }: Site): boolean {
  if (kind !== 'call' || node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const name = nameOfKey(node.callee.property, node.callee.computed);
  if (name !== 'create' && name !== 'parse') return false;
  return node.arguments.length > 1 || node.arguments.some(({ type }) => type === 'SpreadElement');
}
