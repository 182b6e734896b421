import type { Program } from 'acorn';
import type { Node } from '../ast.js';
import { declareNames } from '../declare.js';
import { FunctionFacts } from '../model.js';
import { classVisitors } from './classes.js';
import { expressionVisitors } from './expressions.js';
import { functionVisitors } from './functions.js';
import { patternVisitors } from './patterns.js';
import { type ProgramFacts, Walker } from './walker.js';

const VISITORS = { ...functionVisitors, ...classVisitors, ...expressionVisitors, ...patternVisitors };

export interface Collected {
  readonly facts: ProgramFacts;
  /** The init code of the script's own modules, and that of the libraries that all VUs share. */
  readonly init: FunctionFacts;
  readonly sharedInit: FunctionFacts;
}

/** Everything that the text says about functions and places where they may wait. */
export function collectFacts(
  program: Program,
  isShared: (statement: Node) => boolean,
  suspendsInInit: boolean,
): Collected {
  const scope = declareNames(program);
  const walker = new Walker(VISITORS);
  for (const binding of scope.names.values()) if (binding.imported) walker.facts.imports.push(binding);
  const init = new FunctionFacts(program, 'module', undefined);
  const sharedInit = new FunctionFacts(program, 'module', undefined);
  sharedInit.convertible = false;
  init.convertible = suspendsInInit;
  init.suspends = suspendsInInit;
  for (const statement of program.body) {
    const fn = isShared(statement) ? sharedInit : init;
    walker.walk(statement, { scope, fn, inParameters: false, classes: [] });
  }
  return { facts: walker.facts, init, sharedInit };
}
