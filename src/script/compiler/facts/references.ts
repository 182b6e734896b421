import type { Identifier } from 'acorn';
import type { FunctionFacts } from '../model.js';
import type { Place, Walker } from './walker.js';

export function refer({ facts }: Walker, node: Identifier, place: Place): void {
  node.$binding = place.scope.find(node.name);
  node.$in = place.fn;
  node.$binding?.references.push(node);
  if (node.$binding) return;
  facts.freeReferences.push(node);
  facts.globals.add(node.name);
  if (node.name === 'arguments') use(node, place, 'args');
}

/** An arrow function takes it from the functions around it, up to the first that has its own. */
export function use(node: FunctionFacts['node'], { fn }: Place, what: keyof FunctionFacts['uses']): void {
  node.$in = fn;
  for (let user: FunctionFacts | undefined = fn; user; user = user.isArrow ? user.outer : undefined) {
    user.uses[what] = true;
  }
}
