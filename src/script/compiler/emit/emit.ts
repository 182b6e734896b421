import type { Program } from 'acorn';
import type { FunctionFacts } from '../model.js';
import { callHandlers } from './calls.js';
import { chainHandlers } from './chains.js';
import { classHandlers } from './classes.js';
import { type Chunk, Emitter } from './emitter.js';
import { functionHandlers, linkTwin } from './functions.js';
import { groupHandlers } from './groups.js';
import { loopHandlers } from './loops.js';
import { markDirty } from './mark.js';
import { memberHandlers } from './members.js';
import { moduleHandlers } from './modules.js';
import type { Names } from './names.js';

const handlers = {
  ...moduleHandlers,
  ...functionHandlers,
  ...classHandlers,
  ...callHandlers,
  ...memberHandlers,
  ...chainHandlers,
  ...loopHandlers,
  ...groupHandlers,
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
}

export interface Printed {
  readonly statements: readonly PrintedStatement[];
  readonly exports: readonly (readonly [exported: string, local: string])[];
  readonly temporaries: ReadonlySet<string>;
}

/** Prints the analysed program, statement by statement. */
export function emit(source: string, program: Program, init: FunctionFacts, names: Names): Printed {
  markDirty(program, init);
  const emitter = new Emitter(source, program.$scope!, names, handlers, init);
  const statements = program.body.map((statement) => {
    const liftedBefore = emitter.lifted.length;
    const links = emitter.capture(() => linkTwin(emitter, statement));
    const text = emitter.capture(() => emitter.node(statement));
    const lifted = emitter.lifted.slice(liftedBefore).flat();
    return { start: statement.start, end: statement.end, links, lifted, text };
  });
  return { statements, exports: emitter.exports, temporaries: emitter.context.temporaries };
}
