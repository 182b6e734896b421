import type { ForInStatement, ForOfStatement, VariableDeclaration } from 'acorn';
import { isFunction, type Node, patternIdentifiers } from '../ast.js';
import type { FunctionFacts, Scope } from '../model.js';
import { walkFunction } from './functions.js';
import { definePattern, walkPattern } from './patterns.js';
import type { Place, Visitors, Walker } from './walker.js';

export const statementVisitors = {
  ImportDeclaration() {},
  BlockStatement: walkScoped,
  SwitchStatement: walkScoped,
  ForStatement(walker, node, place) {
    walker.facts.loopDepth++;
    walkScoped(walker, node, place);
    walker.facts.loopDepth--;
  },
  WhileStatement: walkPlainLoop,
  DoWhileStatement: walkPlainLoop,
  ForInStatement: walkLoop,
  ForOfStatement(walker, node, place) {
    walkLoop(walker, node, place);
    if (node.await) place.fn.convertible = false;
    else walker.facts.addSite(node, place.fn, 'forOf');
  },
  CatchClause(walker, node, { fn }) {
    const scope = node.$scope!;
    if (node.param) {
      definePattern(walker, node.param, undefined, scope);
      walkPattern(walker, node.param, { scope, fn });
    }
    walker.walk(node.body, { scope, fn });
  },
  LabeledStatement(walker, node, place) {
    walker.walk(node.body, place);
  },
  BreakStatement() {},
  ContinueStatement() {},
  MetaProperty() {},
  VariableDeclaration(walker, node, place) {
    for (const declarator of node.declarations) {
      const { id, init, end } = declarator;
      walkPattern(walker, id, place);
      if (!init && !node.$loopVariable) continue;
      for (const { name } of patternIdentifiers(id)) {
        const binding = place.scope.find(name);
        // A `var` in a loop is the same variable each time round.
        if (binding && (node.kind !== 'var' || walker.facts.loopDepth === 0)) binding.readyAt = end;
      }
      if (init && id.type === 'Identifier' && isFunction(init)) init.$name = id.name;
      walker.walk(init, place, 'definition');
      definePattern(walker, id, init ?? undefined, place.scope);
      if (init && id.type === 'ArrayPattern') walker.facts.addSite(declarator, place.fn, 'destructure');
      if (init && id.type === 'Identifier' && isFunction(init)) init.$function!.binding = id.$binding ?? null;
    }
  },
  ExportNamedDeclaration(walker, node, { scope, fn }) {
    const { declaration } = node;
    if (declaration) {
      walker.walk(declaration, { scope, fn });
      const ids =
        declaration.type === 'VariableDeclaration' ? declaration.declarations.map(({ id }) => id) : [declaration.id];
      for (const id of ids.flatMap((pattern) => patternIdentifiers(pattern))) markExported(id, scope, fn);
    }
    for (const { local } of node.specifiers) if (local.type === 'Identifier') markExported(local, scope, fn);
  },
  ExportDefaultDeclaration(walker, node, place) {
    const { declaration } = node;
    if (isFunction(declaration as Node)) walkFunction(walker, declaration as never, 'declaration', { exported: true });
    else walker.walk(declaration, place);
  },
} satisfies Visitors;

function walkScoped(walker: Walker, node: Node, { scope, fn }: Place): void {
  walker.walkChildren(node, { scope: node.$scope ?? scope, fn });
}

function walkPlainLoop(walker: Walker, node: Node, place: Place): void {
  walker.facts.loopDepth++;
  walker.walkChildren(node, place);
  walker.facts.loopDepth--;
}

function walkLoop(walker: Walker, node: ForInStatement | ForOfStatement, { fn }: Place): void {
  const place = { scope: node.$scope!, fn };
  walker.facts.loopDepth++;
  if (node.left.type === 'VariableDeclaration') {
    (node.left satisfies VariableDeclaration).$loopVariable = true;
    walker.walk(node.left, place);
    for (const { id } of node.left.declarations) {
      for (const { $binding } of patternIdentifiers(id)) {
        if ($binding?.readyAt !== undefined) $binding.readyAt = node.body.start;
      }
    }
  } else {
    walkPattern(walker, node.left, place);
    definePattern(walker, node.left, undefined, place.scope);
  }
  walker.walk(node.right, place);
  walker.facts.escape(node.right);
  walker.walk(node.body, place);
  walker.facts.loopDepth--;
}

function markExported(id: Node & { readonly name: string }, scope: Scope, fn: FunctionFacts): void {
  const binding = scope.find(id.name);
  id.$binding = binding;
  if (!binding || id.type !== 'Identifier') return;
  binding.exported = true;
  binding.references.push({ node: id, role: 'export', fn });
}
