import { parse } from 'acorn';
import type { Bundle } from '../bundle-types.js';
import type { Transformed, TransformOptions } from '../transformed.js';
import { assemble } from './assemble.js';
import type { Node } from './ast.js';
import { emit } from './emit/emit.js';
import { freeNames } from './emit/names.js';
import { type Collected, collectFacts } from './facts/collect.js';
import { globalNamesIn, markGlobalNames } from './facts/global-names.js';
import { noteOriginals } from './facts/originals.js';
import { Proofs } from './optimise/oracle.js';
import { noteShortcuts } from './optimise/shortcuts.js';
import { askEverywhere, type Plan, plan } from './plan.js';
import { ProgramText } from './program-text.js';
import { hasTopLevelAwait } from './top-level-await.js';

/** A package that is compiled may lead to another one; the chain is cut off here. */
const MAX_ROUNDS = 5;

/** Makes code that can suspend at every blocking call, out of a bundle whose code just calls. */
export function transform(bundle: Bundle, options: TransformOptions): Transformed {
  const text = new ProgramText(bundle, options.isolateLibs);
  if (options.level === 'complete') text.promoteAll();
  const { program, init, sharedInit, planned, suspendsInInit } = analyse(text, options);
  const names = freeNames(bundle.code);
  const initOf = (statement: Node) => (text.isShared(statement) ? sharedInit : init);
  const printed = emit(bundle.code, program, names, planned, initOf);
  return {
    ...assemble({ text, printed, names, suspendsInInit }),
    suspendsInInit,
    protocols: planned.protocols.summary,
    promoted: [...text.promoted],
  };
}

/** Until no function that may wait goes into a library that is left as it is. */
function analyse(text: ProgramText, { level, natives }: TransformOptions) {
  for (let round = 1; ; round++) {
    const program = parse(text.blanked(), { ecmaVersion: 'latest', sourceType: 'module' });
    const suspendsInInit = hasTopLevelAwait(program) || mayAbort(text.bundle);
    noteOriginals(program, text.bundle.names);
    const collected = collectFacts(program, (statement) => text.isShared(statement), suspendsInInit);
    markGlobalNames(collected.facts, globalNamesOfLibraries(text.bundle));
    const found = { program, suspendsInInit, ...collected };
    // Names in code that is made of text are nobody's to prove anything about.
    if (level === 'complete' || collected.facts.globals.has('eval')) {
      return { ...found, planned: plan(collected.facts, inits(collected), askEverywhere) };
    }
    const { facts } = collected;
    const isLibrary = (name: string): boolean => text.isOpaque(name);
    const proofs = new Proofs({ facts, natives, k6Modules: text.bundle.k6Modules, isLibrary });
    const planned: Plan = plan(facts, inits(collected), proofs);
    if (round < MAX_ROUNDS && text.promote(proofs.reachedLibraries)) continue;
    noteShortcuts(facts, proofs, program.$scope!);
    // Nobody can say which functions the language finds by itself, and at which call.
    const isOpen = planned.protocols.reached;
    return { ...found, planned: isOpen ? plan(facts, inits(collected), askEverywhere) : planned };
  }
}

/** No `catch` of init code sees its own end of the test: only a strand can be left where it stands. */
const mayAbort = ({ k6Modules, code }: Bundle): boolean => k6Modules.includes('k6/execution') && /\babort\b/.test(code);

const inits = ({ init, sharedInit }: Collected) => [init, sharedInit];

const globalNamesOfLibraries = ({ code, segments }: Bundle): string[] =>
  segments.flatMap(({ library, start, end }) => (library ? globalNamesIn(code.slice(start, end)) : []));
