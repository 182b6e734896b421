import type { CallExpression } from 'acorn';
import { isGlobal, type Node } from '../ast.js';
import { nameOfKey, type ProgramFacts } from '../facts/walker.js';
import { initialOf } from './bindings.js';
import { COLLECTIONS, QUIET_METHODS, QUIET_STATICS } from './builtins.js';

/**
 * Does this method of the language call nothing that it is given? Whether something else stands under its name has been
 * asked before: what a script puts there, on the object, its class or its prototypes, is stored under that name.
 */
export function isQuiet(object: Node, name: string, facts: ProgramFacts): boolean {
  if (object.type === 'Identifier' && isGlobal(object)) {
    const quiet = QUIET_STATICS[object.name];
    return quiet !== undefined && !isReplaced(object.name, facts) && (quiet === 'all' || quiet.has(name));
  }
  const made = classNameOf(object, facts);
  return made !== undefined && QUIET_METHODS[made]!.has(name);
}

/** Does the script put something else in the place of the language's own? */
export const isReplaced = (name: string, { globalNames, assignedGlobals }: ProgramFacts): boolean =>
  globalNames.has(name) || assignedGlobals.has(name);

/** A name may stand, in some way, for itself. */
const MAX_DEPTH = 10;

/** The class of the language that made a value. */
function classNameOf(value: Node, facts: ProgramFacts, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (value.type) {
    case 'ArrayExpression':
      return 'Array';
    case 'TemplateLiteral':
      return 'String';
    case 'Literal':
      return typeof value.value === 'string' ? 'String' : undefined;
    case 'NewExpression': {
      const { callee } = value;
      if (callee.type !== 'Identifier' || !isGlobal(callee)) return undefined;
      return Object.hasOwn(QUIET_METHODS, callee.name) && !isReplaced(callee.name, facts) ? callee.name : undefined;
    }
    case 'CallExpression':
      return chained(value, facts, depth);
    case 'Identifier': {
      const initial = initialOf(value.$binding);
      return initial && classNameOf(initial, facts, depth + 1);
    }
    default:
      return undefined;
  }
}

/** `new Map().set(…)` gives the map. */
function chained({ callee }: CallExpression, facts: ProgramFacts, depth: number): string | undefined {
  if (callee.type !== 'MemberExpression') return undefined;
  const made = classNameOf(callee.object, facts, depth + 1);
  return made !== undefined && COLLECTIONS[made] === nameOfKey(callee.property, callee.computed) ? made : undefined;
}
