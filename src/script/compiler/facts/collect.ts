import type { Program, Statement } from 'acorn';
import { declareNames } from '../declare.js';
import type { FunctionFacts } from '../model.js';
import { classVisitors } from './classes.js';
import { expressionVisitors } from './expressions.js';
import { ProgramFacts } from './facts.js';
import { functionVisitors } from './functions.js';
import { statementVisitors } from './statements.js';
import { Walker } from './walker.js';

const visitors = { ...statementVisitors, ...functionVisitors, ...classVisitors, ...expressionVisitors };

export interface Collected {
  readonly facts: ProgramFacts;
  /** The init code of the script. */
  readonly init: FunctionFacts;
  /** That of the libraries which all VUs of a thread share; it can't suspend. */
  readonly sharedInit: FunctionFacts;
}

/** One walk over the program. `isShared` tells which top-level statements stand at the level of the libraries. */
export function collectFacts(program: Program, isShared: (statement: Program['body'][number]) => boolean): Collected {
  const root = declareNames(program);
  const facts = new ProgramFacts(root);
  const init = facts.addFunction(program, 'module');
  program.$function = init;
  const sharedInit = facts.addFunction(program, 'module');
  sharedInit.convertible = false;
  const walker = new Walker(facts, visitors);
  for (const statement of program.body) {
    walker.walk(statement as Statement, { scope: root, fn: isShared(statement) ? sharedInit : init });
  }
  return { facts, init, sharedInit };
}
