import { parse } from 'acorn';
import type { Bundle } from '../bundle-types.js';
import type { Transformed, TransformOptions } from '../transformed.js';
import { assemble } from './assemble.js';
import { colour } from './colour.js';
import { emit } from './emit/emit.js';
import { freeNames } from './emit/names.js';
import { collectFacts } from './facts/collect.js';
import { globalNamesIn, markGlobalNames } from './facts/global-names.js';
import { Levels } from './levels.js';
import { ProgramText } from './program-text.js';
import { hasTopLevelAwait } from './top-level-await.js';

/** A package that is compiled may lead to another one; the chain is cut off here. */
const MAX_ROUNDS = 5;

/** Makes code that can suspend at every blocking call, out of a bundle whose code just calls. */
export function transform(bundle: Bundle, { isolateLibs }: TransformOptions): Transformed {
  const text = new ProgramText(bundle, isolateLibs);
  const { program, init, sharedInit } = analyse(text);
  const names = freeNames(bundle.code);
  const printed = emit(bundle.code, program, names, (statement) => (text.isShared(statement) ? sharedInit : init));
  const suspendsInInit = init.coloured;
  return {
    ...assemble({ text, printed, names, suspendsInInit }),
    suspendsInInit,
    promoted: [...text.promoted],
  };
}

/** Until no blocking callback goes into a library that is left as it is. */
function analyse(text: ProgramText) {
  for (let round = 1; ; round++) {
    const program = parse(text.blanked(), { ecmaVersion: 'latest', sourceType: 'module' });
    const { facts, init, sharedInit } = collectFacts(program, (statement) => text.isShared(statement));
    init.coloured = hasTopLevelAwait(program);
    markGlobalNames(facts, globalNamesOfLibraries(text.bundle));
    const levels = new Levels(text.bundle.k6Modules, (name) => text.libraryOf(name) !== undefined);
    colour(facts, levels);
    if (round === MAX_ROUNDS || !text.promote(levels.reachedLibraries)) return { program, init, sharedInit };
  }
}

const globalNamesOfLibraries = ({ code, segments }: Bundle): string[] =>
  segments.flatMap(({ library, start, end }) => (library ? globalNamesIn(code.slice(start, end)) : []));
