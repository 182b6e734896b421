import { isFunction, type Node } from '../ast.js';
import type { Emitter } from './emitter.js';
import { becomesTwin } from './twin-kinds.js';

/** A part of a pattern with its default value. */
export function withDefault(emitter: Emitter, value: () => void, right: Node): void {
  const given = emitter.temporary();
  emitter.text(`((${given} = `);
  value();
  emitter.text(`) === undefined ? `);
  named(emitter, right);
  emitter.text(` : ${given})`);
}

/** A nameless function or class that stays as it is takes its name from a pattern; here it stands in none any more. */
function named(emitter: Emitter, right: Node): void {
  const staysItself = isFunction(right) ? !becomesTwin(right.$function!) : right.type === 'ClassExpression';
  const isNameless = staysItself && !('id' in right && right.id);
  const name = isNameless && right.$name !== undefined ? JSON.stringify(right.$name) : undefined;
  // Not as a computed key, for which V8 names also what has a static `name` of its own.
  if (name !== undefined) emitter.text(`({ ${right.$name === '__proto__' ? `[${name}]` : name}: `);
  emitter.operand(right);
  if (name !== undefined) emitter.text(` })[${name}]`);
}
