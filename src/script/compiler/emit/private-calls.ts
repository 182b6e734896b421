import type { CallExpression, MemberExpression } from 'acorn';
import { plainKey } from '../ast.js';
import type { Emitter } from './emitter.js';

/**
 * `o.#m(…)`. The class around it tells what the name is. A method has its body beside it; a field may hold anything,
 * which only running the code tells.
 */
export function privateCall(
  emitter: Emitter,
  node: CallExpression,
  callee: MemberExpression,
  object: () => void,
): void {
  const { names } = emitter;
  const fn = callee.$private?.function?.$function;
  const name = plainKey(callee.property);
  if (fn?.coloured && !fn.async) {
    emitter.certain(() => {
      object();
      emitter.text(`.${name}${names.twinSuffix}(`);
      emitter.operands(node.arguments);
      emitter.text(')');
    });
    return;
  }
  const receiver = emitter.temporary(names.own(`c${emitter.number()}`));
  const body = `${receiver}.${name}`;
  const value = fn?.coloured ? `${names.helper('cu')}(${names.vu}, ${body}${names.twinSuffix})` : body;
  emitter.maybe(() => {
    emitter.text(`${names.helper('a')}.call((${receiver} = `);
    object();
    emitter.text(`), ${value}`);
    emitter.moreOperands(node.arguments);
    emitter.text(')');
  });
}
