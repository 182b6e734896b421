import type { CallExpression, MemberExpression } from 'acorn';
import { type Node, plainKey } from '../ast.js';
import { asBlock, type BlockCallback, blockOf, ownStatements } from './block-callback.js';
import type { Emitter } from './emitter.js';
import { rawCallback } from './functions.js';

/** The item, its index; who asks for the list itself gets the call. */
const PARAMETERS = 2;

/**
 * The callback of `list.forEach((item, index) => { … })`, when it can be printed as a loop. Its body is printed twice,
 * for the loop and for lists that are no arrays, so a body with such a statement of its own stays a call.
 */
export function forEachCallback(call: CallExpression): BlockCallback | undefined {
  const { callee } = call;
  if (!call.$site?.active || call.arguments.length !== 1 || callee.type !== 'MemberExpression') return undefined;
  if (callee.computed || callee.object.type === 'Super' || plainKey(callee.property) !== 'forEach') return undefined;
  const callback = asBlock(call.arguments[0], PARAMETERS);
  return callback && !ownStatements(callback.body as Node).some(isForEach) ? callback : undefined;
}

const isForEach = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  !node.callee.computed &&
  plainKey(node.callee.property) === 'forEach';

/** As Array.prototype.forEach does it: the length is read once, holes are passed over. */
export function printForEach(emitter: Emitter, { callee }: CallExpression, callback: BlockCallback): void {
  const { names } = emitter;
  const number = emitter.number();
  const [list, at, end] = [names.own(`f${number}`), names.own(`i${number}`), names.own(`n${number}`)];
  const block = blockOf(emitter, callback);
  emitter.text(`{ const ${list} = `);
  emitter.operand((callee as MemberExpression).object);
  emitter.text(`; if (${names.helper('fe')}(${list})) { `);
  emitter.text(`for (let ${at} = 0, ${end} = ${list}.length; ${at} < ${end}; ${at}++) if (${at} in ${list}) `);
  // The parameters stand outside of the body's own block, as they do for a function.
  emitter.text(`{ ${parameters(callback, [`${list}[${at}]`, at])} ${block.label}{`);
  block.print();
  emitter.text('} } } else ');
  emitter.maybe(() => {
    emitter.text(`${names.helper('mr')}(${names.vu}, ${list}, "forEach", `);
    rawCallback(emitter, callback);
    emitter.text(')');
  });
  emitter.text('; }');
}

function parameters({ params }: BlockCallback, values: readonly string[]): string {
  const declared = params.map((param, at) => `${param.type === 'Identifier' ? param.name : ''} = ${values[at]}`);
  return declared.length > 0 ? `let ${declared.join(', ')};` : '';
}
