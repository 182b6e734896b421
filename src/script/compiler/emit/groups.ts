import type { CallExpression } from 'acorn';
import { children, type FunctionNode, isFunction, type Node } from '../ast.js';
import { nativeKind } from '../natives.js';
import { possibleValue } from '../values.js';
import type { Emitter, Handlers } from './emitter.js';
import { statements } from './functions.js';

export const groupHandlers = {
  ExpressionStatement(emitter, node) {
    const { expression } = node;
    const callback = expression.type === 'CallExpression' ? blockCallback(expression) : undefined;
    if (callback) groupBlock(emitter, expression as CallExpression, callback);
    else emitter.around(node);
  },
  ReturnStatement(emitter, node) {
    const { block } = emitter.context;
    if (!block?.returns.has(node)) return emitter.around(node);
    if (!node.argument) return emitter.text(`break ${block.label};`);
    emitter.text('{ void (');
    emitter.node(node.argument);
    emitter.text(`); break ${block.label}; }`);
  },
} satisfies Handlers;

type BlockCallback = FunctionNode & { readonly body: { readonly type: 'BlockStatement' } };

/** The callback of `group('name', () => { … })`, when it can be printed as a block, without any closure. */
function blockCallback(call: CallExpression): BlockCallback | undefined {
  const value = possibleValue(call.callee);
  if (!call.$site?.active || call.arguments.length !== 2 || value.type !== 'native') return undefined;
  if (nativeKind(value.module, value.name) !== 'callsBack') return undefined;
  const callback = call.arguments[1]!;
  if (!isFunction(callback) || callback.params.length > 0 || callback.body.type !== 'BlockStatement') return undefined;
  const { coloured, async, generator } = callback.$function!;
  if (!coloured || async || generator || !ownStatements(callback.body).every(isBlockSafe)) return undefined;
  if (callback.type === 'FunctionExpression' && (callback.id || usesItself(callback.body))) return undefined;
  return callback as BlockCallback;
}

/** All nodes of a body, without those of functions in it. */
function ownStatements(node: Node): Node[] {
  return [node, ...children(node).flatMap((child) => (isFunction(child) ? [] : ownStatements(child)))];
}

/** `var` would belong to the surrounding function. */
const isBlockSafe = (node: Node): boolean => node.type !== 'VariableDeclaration' || node.kind !== 'var';

/** `this` and `arguments` of a function expression are not those around it. */
function usesItself(node: Node): boolean {
  if (node.type === 'ThisExpression' || node.type === 'Super') return true;
  return (node.type === 'Identifier' && node.name === 'arguments') || children(node).some(usesItself);
}

function groupBlock(emitter: Emitter, { callee, arguments: [name] }: CallExpression, callback: BlockCallback): void {
  const { names } = emitter;
  const number = emitter.number();
  const label = names.own(`l${number}`);
  const entered = names.own(`g${number}`);
  const returns = new Set(ownStatements(callback.body as Node).filter(({ type }) => type === 'ReturnStatement'));
  emitter.text(`${returns.size > 0 ? `${label}: ` : ''}{ const ${entered} = `);
  emitter.primary(callee);
  emitter.text(`${names.property('E')}(`);
  emitter.operand(name!);
  emitter.text('); try {');
  emitter.inContext({ ...emitter.context, block: { returns, label } }, () => {
    if (callback.body.type === 'BlockStatement') statements(emitter, callback.body);
  });
  emitter.text('} finally { ');
  emitter.primary(callee);
  emitter.text(`${names.property('L')}(${entered}); } }`);
}
