import { children, type FunctionNode, isGlobal, type Node } from '../ast.js';
import type { Binding, Scope } from '../model.js';
import type { Context, Emitter } from './emitter.js';
import { isPlainName, selfText } from './texts.js';

const MAX_CAPTURED = 12;

/**
 * Lambda lifting. The first call of a generator closure costs about 1 us, because V8 makes a prototype and a map for
 * each. When the variables that it captures never change any more, one generator function per VU does, with a plain
 * closure in front. Returns that closure's text.
 */
export function lift(
  emitter: Emitter,
  node: FunctionNode,
  printTwin: (lead: readonly string[], context: Partial<Context>) => void,
): string | undefined {
  const { context, names } = emitter;
  const fn = node.$function!;
  if (isAtTheTop(emitter) || fn.hasEval || context.construction || fn.complexParameters) return undefined;
  const { self, args, newTarget, superMember, superCall } = fn.uses;
  if (args || newTarget || superMember || superCall) return undefined;
  if (!fn.isArrow && (node.type !== 'FunctionExpression' || node.id)) return undefined;
  const captured = capturedNames(node, emitter.root);
  if (!captured) return undefined;

  const takesThis = fn.isArrow && self;
  const id = names.own(`h${emitter.number()}`);
  emitter.inContext({ ...context, temporaries: new Set() }, () => {
    const chunks = emitter.capture(() => {
      emitter.text(`const ${id} = { ${keyOf(fn.name, names.twinSuffix)}: `);
      printTwin([...(takesThis ? [names.self] : []), ...captured], {});
      emitter.text(` }[${JSON.stringify(readable(fn.name) + names.twinSuffix)}];\n`);
    });
    emitter.lifted.push(chunks);
  });
  const own = handedOn(emitter, node);
  const all = [...(takesThis ? [selfText(emitter)] : []), ...captured, ...(own === '' ? [] : [own])].join(', ');
  if (fn.isArrow) return `(${own}) => ${id}(${all})`;
  return `function (${own}) { return ${names.kit('apply')}(${id}, this, [${all}]); }`;
}

const readable = (name: string): string => (isPlainName(name) ? name : '');
const keyOf = (name: string, suffix: string): string => JSON.stringify(readable(name) + suffix);

/** There it is made once for each VU anyway. */
const isAtTheTop = ({ context }: Emitter): boolean => context.fn.kind === 'module' || context.fn.kind === 'field';

/** Parameters that take everything a closure has to hand on. */
function handedOn({ names }: Emitter, { params }: FunctionNode): string {
  const isFixed = params.every(({ type }) => type !== 'AssignmentPattern' && type !== 'RestElement');
  if (!isFixed) return `...${names.own('a')}`;
  return params.map((_, i) => names.own(`p${i + 1}`)).join(', ');
}

/** The variables of functions around it that it uses; undefined when one of them may still change. */
function capturedNames(node: FunctionNode, root: Scope): Set<string> | undefined {
  const names = new Set<string>();
  const isConstant = (one: Node): boolean => {
    // Private names are known inside of their class only.
    if (one.type === 'PrivateIdentifier') return false;
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
function isSettled({ kind, scope, writes, readyAt, redeclared }: Binding, { start, $scope }: Node): boolean {
  if (writes > 0 || redeclared) return false;
  if (kind === 'function') return true;
  if (kind === 'class' || kind === 'functionName' || kind === 'var') return false;
  if (readyAt === undefined || readyAt > start) return false;
  return kind === 'param' || !isHoistedAbove($scope!.parent, scope);
}

/** Is there a function declaration between the closure and the variable's scope? It may have run before. */
function isHoistedAbove(inner: Scope | null, outer: Scope): boolean {
  for (let scope = inner; scope && scope !== outer; scope = scope.parent) if (scope.kind === 'hoisted') return true;
  return false;
}
