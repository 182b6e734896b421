import { parse } from 'acorn';
import type { Bundle } from '../bundle-types.js';
import type { Transformed, TransformOptions } from '../transformed.js';
import { assemble } from './assemble.js';
import { emit } from './emit/emit.js';
import { freeNames } from './emit/names.js';
import { collectFacts } from './facts/collect.js';
import { globalNamesIn, markGlobalNames } from './facts/global-names.js';
import { askEverywhere, plan } from './plan.js';
import { ProgramText } from './program-text.js';
import { hasTopLevelAwait } from './top-level-await.js';

/** Makes code that can suspend at every blocking call, out of a bundle whose code just calls. */
export function transform(bundle: Bundle, options: TransformOptions): Transformed {
  const text = new ProgramText(bundle, options.isolateLibs);
  const program = parse(text.blanked(), { ecmaVersion: 'latest', sourceType: 'module' });
  const suspendsInInit = hasTopLevelAwait(program);
  const { facts, init, sharedInit } = collectFacts(program, (statement) => text.isShared(statement), suspendsInInit);
  markGlobalNames(facts, globalNamesOfLibraries(bundle));
  const planned = plan(facts, [init, sharedInit], askEverywhere);
  const names = freeNames(bundle.code);
  const initOf = (statement: { start: number; end: number }) => (text.isShared(statement) ? sharedInit : init);
  const printed = emit(bundle.code, program, names, planned, initOf);
  return {
    ...assemble({ text, printed, names, suspendsInInit }),
    suspendsInInit,
    protocols: planned.protocols.summary,
    promoted: [...text.promoted],
  };
}

const globalNamesOfLibraries = ({ code, segments }: Bundle): string[] =>
  segments.flatMap(({ library, start, end }) => (library ? globalNamesIn(code.slice(start, end)) : []));
