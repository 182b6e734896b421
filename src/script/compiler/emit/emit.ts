import type { Program } from 'acorn';
import type { Node } from '../ast.js';
import type { FunctionFacts } from '../model.js';
import type { Plan } from '../plan.js';
import { assignmentHandlers } from './assignments.js';
import { stamps } from './blocks.js';
import { callHandlers } from './calls.js';
import { chainHandlers } from './chains.js';
import { classHandlers } from './classes.js';
import { type Chunk, Emitter } from './emitter.js';
import { functionHandlers } from './functions.js';
import { inlineHandlers } from './inline.js';
import { loopHandlers } from './loops.js';
import { memberHandlers } from './members.js';
import { moduleHandlers } from './modules.js';
import type { Names } from './names.js';
import { objectHandlers } from './objects.js';
import { operatorHandlers } from './operators.js';
import { patternHandlers } from './patterns.js';
import { unaryHandlers } from './unary.js';

const handlers = {
  ...moduleHandlers,
  ...functionHandlers,
  ...classHandlers,
  ...callHandlers,
  ...memberHandlers,
  ...unaryHandlers,
  ...assignmentHandlers,
  ...operatorHandlers,
  ...objectHandlers,
  ...patternHandlers,
  ...chainHandlers,
  ...loopHandlers,
  ...inlineHandlers,
};

/** A top-level statement as it is printed, with what it needs before everything else. */
export interface PrintedStatement {
  readonly start: number;
  readonly end: number;
  /** Links of hoisted functions to their twins. */
  readonly links: readonly Chunk[];
  /** Generator functions lifted out of it. */
  readonly lifted: readonly Chunk[];
  readonly text: readonly Chunk[];
  /** Variables that `text` needs beside it. */
  readonly temporaries: ReadonlySet<string>;
}

export interface Printed {
  readonly statements: readonly PrintedStatement[];
  readonly exports: readonly (readonly [exported: string, local: string])[];
  /** Functions that all of the text uses. */
  readonly declarations: string;
}

/** Prints the analysed program, statement by statement. */
export function emit(
  source: string,
  program: Program,
  names: Names,
  plan: Plan,
  initOf: (statement: Node) => FunctionFacts,
): Printed {
  const emitter = new Emitter(source, program.$scope!, names, plan, handlers);
  const statements = program.body.map((statement) => {
    const fn = initOf(statement);
    const liftedBefore = emitter.lifted.length;
    emitter.makers.clear();
    const links = emitter.capture(() => stamps(emitter, [statement]));
    emitter.context = { fn, suspends: fn.suspends, temporaries: new Set(), captures: false };
    const text = emitter.capture(() => emitter.node(statement));
    const lifted = emitter.lifted.slice(liftedBefore).flat();
    const { temporaries } = emitter.context;
    return { start: statement.start, end: statement.end, links, lifted, text, temporaries };
  });
  return { statements, exports: emitter.exports, declarations: emitter.facades.declarations() };
}
