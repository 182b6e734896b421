import type { BundleSegment } from '../bundle-types.js';
import type { Transformed } from '../transformed.js';
import { apart } from './emit/blocks.js';
import type { Printed, PrintedStatement } from './emit/emit.js';
import type { Names } from './emit/names.js';
import { Output } from './output.js';
import type { ProgramText } from './program-text.js';
import { perVuNames } from './runtime-names.js';

export interface Parts {
  readonly text: ProgramText;
  readonly printed: Printed;
  readonly names: Names;
  readonly suspendsInInit: boolean;
}

/** Puts the printed statements into the two functions that runtime-names.ts describes. */
export function assemble(parts: Parts): Pick<Transformed, 'code' | 'slices'> {
  const { text, printed, names, suspendsInInit } = parts;
  const { bundle } = text;
  const output = new Output(bundle.code);
  const [kit, v, imp] = [names.own('kit'), names.vu, names.own('imp')];
  const perVu = perVuNames.join(', ');
  const shared = printed.statements.filter((statement) => text.isShared(statement));
  const own = printed.statements.filter((statement) => !text.isShared(statement));

  // The blocks let modules declare what is a parameter outside of them.
  output.add(`(function (${kit}, ${perVu}) { 'use strict'; ${names.destructuring()}, ${v} = null;\n`);
  output.add(`${printed.declarations}{\n`);
  output.add({ start: 0, end: bundle.preludeLength });
  output.add('\n');
  addLevel(output, text, shared, (segment) => segment.library && !text.isIsolated(segment));
  const star = suspendsInInit ? '*' : '';
  output.add(`\nreturn function${star} ${names.own('vu')}(${v}, ${imp}, ${perVu}) { let __ITER;`);
  if (bundle.code.slice(0, bundle.preludeLength).includes('__require')) output.add(' const __require = require;');
  output.add(' {\n');
  addLevel(output, text, own, (segment) => text.isIsolated(segment));
  output.add(`\nreturn { exports: ${exportsObject(parts)}, setIteration: (${names.own('i')}) => `);
  output.add(`{ __ITER = ${names.own('i')}; } }; } }; } })`);
  return output.finish();
}

function exportsObject({ text, printed: { exports } }: Parts): string {
  if (text.bundle.entryFormat === 'cjs') return exports.find(([name]) => name === 'default')?.[1] ?? '{}';
  return `{ ${exports.map(([name, local]) => `get ${JSON.stringify(name)}() { return ${local}; }`).join(', ')} }`;
}

/** Functions first, as they would be hoisted; then segments that are not compiled; then statements, in their order. */
function addLevel(
  output: Output,
  text: ProgramText,
  statements: readonly PrintedStatement[],
  isHere: (segment: BundleSegment) => boolean,
): void {
  const temporaries = new Set(statements.flatMap((statement) => [...statement.temporaries]));
  if (temporaries.size > 0) output.add(`let ${[...temporaries].join(', ')};\n`);
  for (const { lifted } of statements) output.addAll(lifted);
  for (const { links } of statements) output.addAll(links);
  const pending = [...statements];
  const addUpTo = (offset: number): void => {
    while (pending.length > 0 && pending[0]!.start < offset) {
      output.addAll(apart(pending.shift()!.text));
      output.add('\n');
    }
  };
  for (const segment of text.bundle.segments) {
    if (!isHere(segment) || text.isCompiled(segment)) continue;
    addUpTo(segment.start);
    output.add({ start: segment.start, end: segment.end });
  }
  addUpTo(Number.POSITIVE_INFINITY);
}
