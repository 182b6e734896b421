import type { CallExpression, MemberExpression } from 'acorn';
import { children, type FunctionNode, isFunction, type Node } from '../ast.js';
import { blockBody } from './blocks.js';
import type { Emitter, Handlers } from './emitter.js';
import { awaited } from './operators.js';

/** A callback that is printed as a block at the place of the call, without any closure. */
type BlockCallback = FunctionNode & { readonly body: { readonly type: 'BlockStatement' } };

export const inlineHandlers = {
  ExpressionStatement(emitter, node) {
    const { expression } = node;
    if (expression.type === 'CallExpression' && expression.$may && emitter.context.suspends) {
      if (expression.$inlined === 'group') return printGroup(emitter, expression);
      if (expression.$inlined === 'forEach') return printForEach(emitter, expression);
    }
    emitter.around(node);
  },
  ReturnStatement(emitter, node) {
    const { block, construction, fn } = emitter.context;
    if (block?.returns.has(node)) {
      if (!node.argument) return emitter.text(`break ${block.label};`);
      emitter.text('{ void (');
      emitter.node(node.argument);
      emitter.text(`); break ${block.label}; }`);
      return;
    }
    if (fn.async && fn.generator && fn.suspends && node.argument) {
      emitter.text('return ');
      awaited(emitter, node.argument);
      return emitter.text(';');
    }
    if (!construction?.derived || fn.isArrow) return emitter.around(node);
    const { names } = emitter;
    emitter.text(`return ${names.kit('constructorResult')}(() => ${names.self}, `);
    if (node.argument) emitter.operand(node.argument);
    else emitter.text('undefined');
    emitter.text(');');
  },
} satisfies Handlers;

/** The callback, if its body means the same as a block, with `parameters` names at most. */
export function asBlock(callback: Node | undefined, parameters: number): BlockCallback | undefined {
  if (!callback || !isFunction(callback) || callback.body.type !== 'BlockStatement') return undefined;
  if (callback.params.length > parameters || !callback.params.every(({ type }) => type === 'Identifier')) {
    return undefined;
  }
  const { suspends, async, generator, hasEval, uses } = callback.$function!;
  if (!suspends || async || generator || hasEval) return undefined;
  if (!ownStatements(callback.body).every(isBlockSafe)) return undefined;
  const usesItself = uses.self || uses.args || uses.newTarget || uses.superMember;
  if (callback.type === 'FunctionExpression' && (callback.id || usesItself)) return undefined;
  return callback as BlockCallback;
}

/** All nodes of a body, without those of functions in it. */
export function ownStatements(node: Node): Node[] {
  return [node, ...children(node).flatMap((child) => (isFunction(child) ? [] : ownStatements(child)))];
}

/** `var` and functions would belong to the surrounding function. */
const isBlockSafe = (node: Node): boolean => node.type !== 'VariableDeclaration' || node.kind !== 'var';

/** The statements of the body as a block that `return` leaves by a label. */
function printBlock(emitter: Emitter, callback: BlockCallback, label: string): void {
  const returns = new Set(ownStatements(callback.body as Node).filter(({ type }) => type === 'ReturnStatement'));
  if (returns.size > 0) emitter.text(`${label}: `);
  emitter.text('{');
  emitter.inContext({ ...emitter.context, block: { returns, label } }, () => {
    const { body } = callback;
    if (body.type === 'BlockStatement') blockBody(emitter, body.body, body.start + 1, body.end - 1);
  });
  emitter.text('}');
}

/** `{ const entered = enter(group, name); try { … } finally { leave(group, entered); } }` */
function printGroup(emitter: Emitter, { callee, arguments: [name, callback] }: CallExpression): void {
  const { names } = emitter;
  const number = emitter.number();
  const [entered, group] = [names.own(`g${number}`), names.own(`n${number}`)];
  emitter.text(`{ const ${group} = `);
  emitter.operand(callee);
  emitter.text(`, ${entered} = `);
  emitter.mark(callee.start);
  emitter.text(`${names.kit('enter')}(${group}, `);
  emitter.operand(name!);
  emitter.text('); try { ');
  printBlock(emitter, callback as BlockCallback, names.own(`l${number}`));
  emitter.text(` } finally { ${names.kit('leave')}(${group}, ${entered}); } }`);
}

/** As Array.prototype.forEach does it: the length is read once, holes are passed over. */
function printForEach(emitter: Emitter, call: CallExpression): void {
  const { names } = emitter;
  const callback = call.arguments[0] as BlockCallback;
  const number = emitter.number();
  const [list, at, end] = [names.own(`f${number}`), names.own(`i${number}`), names.own(`n${number}`)];
  emitter.text(`{ const ${list} = `);
  emitter.operand((call.callee as MemberExpression).object);
  emitter.text(`; if (${names.kit('isList')}(${list})) { `);
  emitter.text(`for (let ${at} = 0, ${end} = ${list}.length; ${at} < ${end}; ${at}++) if (${at} in ${list}) `);
  // The parameters stand outside of the body's own block, as they do for a function.
  emitter.text(`{ ${parameters(callback, [`${list}[${at}]`, at])} `);
  printBlock(emitter, callback, names.own(`l${number}`));
  emitter.text(' } } else ');
  emitter.maybe(() => {
    emitter.text(`${names.kit('call')}(${list}, ${list}.forEach, `);
    emitter.node(callback);
    emitter.text(')');
  });
  emitter.text('; }');
}

function parameters({ params }: BlockCallback, values: readonly string[]): string {
  const declared = params.map((param, at) => `${param.type === 'Identifier' ? param.name : ''} = ${values[at]}`);
  return declared.length > 0 ? `let ${declared.join(', ')};` : '';
}
