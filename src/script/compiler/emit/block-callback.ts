import { children, type FunctionNode, isFunction, type Node } from '../ast.js';
import type { Emitter, Handlers } from './emitter.js';
import { statements } from './functions.js';

/** A callback that can be printed as a block at the place of the call, without any closure. */
export type BlockCallback = FunctionNode & { readonly body: { readonly type: 'BlockStatement' } };

/** The callback, if it is one that blocks and whose body means the same as a block, with `parameters` names at most. */
export function asBlock(callback: Node | undefined, parameters: number): BlockCallback | undefined {
  if (!callback || !isFunction(callback) || callback.body.type !== 'BlockStatement') return undefined;
  if (callback.params.length > parameters || !callback.params.every(({ type }) => type === 'Identifier'))
    return undefined;
  const { coloured, async, generator } = callback.$function!;
  if (!coloured || async || generator || !ownStatements(callback.body).every(isBlockSafe)) return undefined;
  if (callback.type === 'FunctionExpression' && (callback.id || usesItself(callback.body))) return undefined;
  return callback as BlockCallback;
}

/** All nodes of a body, without those of functions in it. */
export function ownStatements(node: Node): Node[] {
  return [node, ...children(node).flatMap((child) => (isFunction(child) ? [] : ownStatements(child)))];
}

/** `var` would belong to the surrounding function. */
const isBlockSafe = (node: Node): boolean => node.type !== 'VariableDeclaration' || node.kind !== 'var';

/** `this` and `arguments` of a function expression are not those around it. */
function usesItself(node: Node): boolean {
  if (node.type === 'ThisExpression' || node.type === 'Super') return true;
  return (node.type === 'Identifier' && node.name === 'arguments') || children(node).some(usesItself);
}

/** The label that leads out of the block, with its colon; empty when nothing leaves it. */
export interface BlockPrint {
  readonly label: string;
  print(): void;
}

/** Prints the statements of the body; `return` in it leaves the block by its label. */
export function blockOf(emitter: Emitter, callback: BlockCallback): BlockPrint {
  const label = emitter.names.own(`l${emitter.number()}`);
  const returns = new Set(ownStatements(callback.body as Node).filter(({ type }) => type === 'ReturnStatement'));
  return {
    label: returns.size > 0 ? `${label}: ` : '',
    print: () =>
      emitter.inContext({ ...emitter.context, block: { returns, label } }, () => {
        if (callback.body.type === 'BlockStatement') statements(emitter, callback.body);
      }),
  };
}

export const blockHandlers = {
  ReturnStatement(emitter, node) {
    const { block } = emitter.context;
    if (!block?.returns.has(node)) return emitter.around(node);
    if (!node.argument) return emitter.text(`break ${block.label};`);
    emitter.text('{ void (');
    emitter.node(node.argument);
    emitter.text(`); break ${block.label}; }`);
  },
} satisfies Handlers;
