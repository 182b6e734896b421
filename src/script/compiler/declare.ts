import type { Program, VariableDeclaration } from 'acorn';
import { children, type FunctionNode, isFunction, moduleName, type Node, patternIdentifiers } from './ast.js';
import { type BindingKind, Scope } from './model.js';

/** First pass: makes the scopes and declares all names in them. Returns the outermost one. */
export function declareNames(program: Program): Scope {
  const root = new Scope(null, 'function');
  program.$scope = root;
  for (const statement of program.body) declareIn(statement, root);
  return root;
}

function declareIn(node: Node, outer: Scope): void {
  let scope = outer;
  switch (node.type) {
    case 'ImportDeclaration': {
      const source = String(node.source.value);
      for (const specifier of node.specifiers) {
        const imported =
          specifier.type === 'ImportSpecifier'
            ? moduleName(specifier.imported)
            : specifier.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*';
        scope.declare(specifier.local.name, 'import').imported = { source, name: imported };
      }
      return;
    }
    case 'VariableDeclaration':
      declareVariables(node, scope);
      break;
    case 'ClassDeclaration':
      if (node.id) scope.declare(node.id.name, 'class');
      break;
    case 'FunctionDeclaration':
      if (node.id) scope.declare(node.id.name, 'function');
      break;
    case 'CatchClause':
      scope = node.$scope = new Scope(scope, 'block');
      declarePattern(node.param, 'catch', scope);
      break;
    case 'BlockStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'SwitchStatement':
      scope = node.$scope = new Scope(scope, 'block');
      break;
    case 'StaticBlock':
      scope = node.$scope = new Scope(scope, 'function');
      break;
  }
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    scope = node.$scope = new Scope(scope, 'block');
    if (node.id) scope.declare(node.id.name, 'class');
  }
  if (isFunction(node)) declareFunction(node, scope);
  else for (const child of children(node)) declareIn(child, scope);
}

function declareVariables({ kind, declarations }: VariableDeclaration, scope: Scope): void {
  const home = kind === 'var' ? scope.functionScope : scope;
  for (const { id } of declarations) declarePattern(id, kind, home);
}

/** Parameters and body share one scope; code that tells the two apart would have to close over both. */
function declareFunction(node: FunctionNode, outer: Scope): void {
  let parent = outer;
  if (node.type === 'FunctionExpression' && node.id) {
    parent = node.$nameScope = new Scope(outer, 'block');
    parent.declare(node.id.name, 'functionName');
  }
  const scope = new Scope(parent, node.type === 'FunctionDeclaration' ? 'hoisted' : 'function');
  node.$scope = scope;
  for (const param of node.params) {
    declarePattern(param, 'param', scope);
    declareIn(param, scope);
  }
  if (node.body.type !== 'BlockStatement') {
    declareIn(node.body, scope);
    return;
  }
  node.body.$scope = scope;
  for (const statement of node.body.body) declareIn(statement, scope);
}

function declarePattern(pattern: Node | null | undefined, kind: BindingKind, scope: Scope): void {
  for (const { name } of patternIdentifiers(pattern)) scope.declare(name, kind);
}
