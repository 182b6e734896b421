import type { BlockStatement, FunctionExpression } from 'acorn';
import { type FunctionNode, patternIdentifiers } from '../ast.js';
import type { FunctionFacts, FunctionKind } from '../model.js';
import { definePattern, walkPattern } from './patterns.js';
import type { Place, Visitors, Walker } from './walker.js';

/** Walks a function with its parameters. What its name or its class means to it is up to the caller. */
export function walkFunction(
  walker: Walker,
  node: FunctionNode,
  kind: FunctionKind,
  known: Partial<Pick<FunctionFacts, 'name' | 'class' | 'exported' | 'convertible'>> = {},
): FunctionFacts {
  const fn = Object.assign(walker.facts.addFunction(node, kind), known);
  node.$function = fn;
  if (fn.async && fn.generator) fn.convertible = false;
  if (node.type === 'FunctionExpression' && node.id) {
    const binding = node.$nameScope!.find(node.id.name)!;
    node.id.$binding = binding;
    binding.definitions.push({ type: 'function', fn });
  }
  const scope = node.$scope!;
  const outside = walker.facts.inParameters;
  const { loopDepth } = walker.facts;
  walker.facts.loopDepth = 0;
  walker.facts.inParameters = true;
  for (const param of node.params) {
    for (const { name } of patternIdentifiers(param)) scope.find(name)!.readyAt = node.body.start;
    definePattern(walker, param, undefined, scope);
    walkPattern(walker, param, { scope, fn });
  }
  walker.facts.inParameters = false;
  if (node.body.type === 'BlockStatement') walkBody(walker, node.body, { scope, fn });
  else {
    walker.walk(node.body, { scope, fn });
    walker.facts.escape(node.body);
  }
  walker.facts.inParameters = outside;
  walker.facts.loopDepth = loopDepth;
  return fn;
}

function walkBody(walker: Walker, { body }: BlockStatement, place: Omit<Place, 'role'>): void {
  for (const statement of body) walker.walk(statement, place);
}

export const functionVisitors = {
  FunctionDeclaration(walker, node, { scope }) {
    const fn = walkFunction(walker, node, 'declaration', { name: node.id?.name ?? '' });
    const binding = node.id && scope.find(node.id.name);
    if (!binding) return;
    node.id.$binding = binding;
    binding.definitions.push({ type: 'function', fn });
    fn.binding = binding;
  },
  FunctionExpression(walker, node) {
    walkFunction(walker, node, 'expression', { name: nameOf(node) });
  },
  ArrowFunctionExpression(walker, node) {
    walkFunction(walker, node, 'arrow', { name: node.$name ?? '' });
  },
  ReturnStatement(walker, node, place) {
    walker.walk(node.argument, place);
    walker.facts.escape(node.argument);
  },
  YieldExpression(walker, node, place) {
    walker.walk(node.argument, place);
    walker.facts.escape(node.argument);
    if (node.delegate) walker.facts.addSite(node, place.fn, 'delegate');
  },
} satisfies Visitors;

const nameOf = (node: FunctionExpression): string => node.id?.name ?? node.$name ?? '';
