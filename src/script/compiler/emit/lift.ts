import { children, type FunctionNode, isGlobal, type Node } from '../ast.js';
import type { Binding, Scope } from '../model.js';
import { selfText } from './capture.js';
import type { Context, Emitter } from './emitter.js';
import type { Names } from './names.js';
import { handedOn, isPlainName } from './parameters.js';

/** A generator function at the level of the VU, and what a closure has to hand to it first. */
export interface Lifted {
  readonly name: string;
  readonly arguments: string;
}

const MAX_CAPTURED = 12;

/**
 * Lambda lifting. Creating a generator closure costs 1 to 2 us, because V8 makes a prototype and a map for each. When
 * the variables that it captures never change any more, one generator function per VU does, with a plain closure.
 */
export function lift(
  emitter: Emitter,
  node: FunctionNode,
  printBody: (lead: readonly string[], context: Partial<Context>) => void,
): Lifted | undefined {
  const { context, names } = emitter;
  if (context.fn.kind === 'module' || context.fn.kind === 'initializer') return undefined;
  const fn = node.$function!;
  const isArrow = node.type === 'ArrowFunctionExpression';
  if (isArrow ? usesMoreThanThis(fn.uses) : node.type !== 'FunctionExpression' || node.id || !isSelfContained(node)) {
    return undefined;
  }
  const captured = capturedNames(node, emitter.root);
  if (!captured) return undefined;

  const takesThis = isArrow && fn.uses !== null;
  const id = names.own(`h${emitter.number()}`);
  const readable = isPlainName(fn.name) && !captured.has(fn.name);
  emitter.inContext({ ...context, temporaries: new Set(), captures: takesThis }, () => {
    const chunks = emitter.capture(() => {
      emitter.text(`const ${id} = function* ${readable ? fn.name + names.twinSuffix : id}`);
      printBody([...(takesThis ? [names.self] : []), ...captured], {});
      emitter.text(';\n');
    });
    emitter.lifted.push(chunks);
  });
  return { name: id, arguments: [...(takesThis ? [selfText(emitter)] : []), ...captured].join(', ') };
}

/** `(a, b) => $$h1(captured, a, b)` */
export function closureOver(names: Names, node: FunctionNode, lifted: Lifted): string {
  const own = handedOn(names, node);
  const all = [lifted.arguments, own].filter((text) => text !== '').join(', ');
  if (node.type === 'ArrowFunctionExpression') return `(${own}) => ${lifted.name}(${all})`;
  return `function (${own}) { return ${lifted.name}.call(this${all === '' ? '' : `, ${all}`}); }`;
}

const usesMoreThanThis = (uses: ReadonlySet<string> | null): boolean =>
  uses !== null && [...uses].some((use) => use !== 'ThisExpression');

/** No `super`, `new.target` or `arguments` in it. */
function isSelfContained(node: Node): boolean {
  if (node.type === 'Super' || node.type === 'MetaProperty') return false;
  if (node.type === 'Identifier' && node.name === 'arguments') return false;
  return children(node).every(isSelfContained);
}

/** The variables of functions around it that it uses; undefined when one of them may still change. */
function capturedNames(node: FunctionNode, root: Scope): Set<string> | undefined {
  const names = new Set<string>();
  const isConstant = (one: Node): boolean => {
    if (one.type === 'Identifier' && !isGlobal(one)) {
      const binding = one.$binding!;
      if (binding.scope !== root && !isInside(binding.scope, node.$scope!)) {
        if (!isSettled(binding, node)) return false;
        names.add(binding.name);
      }
    }
    return children(one).every(isConstant);
  };
  return isConstant(node) && names.size <= MAX_CAPTURED ? names : undefined;
}

function isInside(scope: Scope, outer: Scope): boolean {
  for (let one: Scope | null = scope; one; one = one.parent) if (one === outer) return true;
  return false;
}

/** Has it its only value when the closure is made? */
function isSettled({ kind, scope, writes, readyAt }: Binding, { start, $scope }: Node): boolean {
  if (kind === 'function') return writes === 0;
  if (kind === 'class' || kind === 'functionName') return false;
  if (writes > 1 || readyAt === undefined || readyAt > start) return false;
  return kind === 'param' || !isHoistedAbove($scope!.parent, scope);
}

/** Is there a function declaration between the closure and the variable's scope? It may have run before. */
function isHoistedAbove(inner: Scope | null, outer: Scope): boolean {
  for (let scope = inner; scope && scope !== outer; scope = scope.parent) if (scope.kind === 'hoisted') return true;
  return false;
}
