import type { FunctionExpression } from 'acorn';
import { type FunctionNode, patternIdentifiers } from '../ast.js';
import { type ClassFacts, FunctionFacts, type FunctionKind } from '../model.js';
import { bindPattern } from './patterns.js';
import { use } from './references.js';
import type { Place, Visitors, Walker } from './walker.js';

type Known = Partial<Pick<FunctionFacts, 'name' | 'class' | 'isStatic' | 'convertible'>>;

/** Walks a function with its parameters. What its name or its class means to it is up to the caller. */
export function walkFunction(
  walker: Walker,
  node: FunctionNode,
  kind: FunctionKind,
  place: Place,
  known: Known = {},
): FunctionFacts {
  const fn = Object.assign(new FunctionFacts(node, kind, place.fn), known);
  walker.facts.functions.push(fn);
  node.$function = fn;
  if (node.type === 'FunctionExpression' && node.id) {
    const binding = node.$nameScope!.find(node.id.name)!;
    node.id.$binding = binding;
    binding.declaredFunction = fn;
  }
  const scope = node.$scope!;
  const inside: Place = { scope, fn, inParameters: true, classes: place.classes };
  for (const param of node.params) {
    for (const { name } of patternIdentifiers(param)) scope.find(name)!.readyAt = node.body.start;
    bindPattern(walker, param, inside);
  }
  const body = { ...inside, inParameters: false };
  if (node.body.type === 'BlockStatement') for (const statement of node.body.body) walker.walk(statement, body);
  else walker.walk(node.body, body);
  return fn;
}

/** Code that runs as a function and is none in the text. */
export function codeAs(walker: Walker, node: FunctionFacts['node'], kind: FunctionKind, place: Place, of: ClassFacts) {
  // What runs while the class is made can wait only where the code around it can.
  const convertible = kind === 'field' || place.fn.convertible;
  const fn = Object.assign(new FunctionFacts(node, kind, place.fn), { class: of, convertible });
  walker.facts.functions.push(fn);
  return fn;
}

export const functionVisitors = {
  FunctionDeclaration(walker, node, place) {
    const fn = walkFunction(walker, node, 'declaration', place, { name: node.id?.name ?? 'default' });
    const binding = node.id && place.scope.find(node.id.name);
    if (!binding) return;
    node.id.$binding = binding;
    // Declared twice, the last one counts; nobody knows which it is.
    if (binding.declaredFunction) binding.redeclared = true;
    binding.declaredFunction = fn;
    fn.binding = binding;
  },
  FunctionExpression(walker, node, place) {
    walkFunction(walker, node, 'expression', place, { name: nameOf(node) });
  },
  ArrowFunctionExpression(walker, node, place) {
    walkFunction(walker, node, 'arrow', place, { name: node.$name ?? '' });
  },
  AwaitExpression(walker, node, place) {
    walker.walkChildren(node, place);
    walker.site(node, 'await', place);
  },
  YieldExpression(walker, node, place) {
    walker.walkChildren(node, place);
    if (node.delegate) walker.site(node, 'delegate', place);
  },
  ThisExpression(_walker, node, place) {
    use(node, place, 'self');
  },
  MetaProperty(_walker, node, place) {
    if (node.meta.name === 'new') use(node, place, 'newTarget');
  },
} satisfies Visitors;

const nameOf = (node: FunctionExpression): string => node.id?.name ?? node.$name ?? '';
