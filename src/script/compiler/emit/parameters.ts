import type { FunctionNode } from '../ast.js';
import type { Names } from './names.js';

/** Parameters for a facade: as many as `length` of the function says. */
export function facadeParameters(names: Names, { params }: FunctionNode): string {
  const optional = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  return numbered(names, optional < 0 ? params.length : optional);
}

/** Parameters that take everything a closure has to hand on. */
export function handedOn(names: Names, { params }: FunctionNode): string {
  const isFixed = params.every(({ type }) => type !== 'AssignmentPattern' && type !== 'RestElement');
  return isFixed ? numbered(names, params.length) : `...${names.own('a')}`;
}

const numbered = (names: Names, count: number): string =>
  Array.from({ length: count }, (_, i) => names.own(`p${i + 1}`)).join(', ');

const RESERVED: ReadonlySet<string> = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if import in instanceof new null return super switch this throw true try typeof var void while with ' +
    'yield let static await async eval arguments implements interface package private protected public'
  ).split(' '),
);

/** Can it be the name of a function? */
export const isPlainName = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name);
