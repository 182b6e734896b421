import type { MemberExpression } from 'acorn';
import { type FunctionNode, plainKey } from '../ast.js';
import type { Emitter } from './emitter.js';
import { formOf, lengthOf } from './facades.js';
import type { Print } from './member-parts.js';
import { becomesTwin, makerOf } from './twin-kinds.js';

export function privateRead(emitter: Emitter, node: MemberExpression, object: Print): void {
  const { names } = emitter;
  const key = plainKey(node.property);
  const { get, method } = node.$private ?? {};
  if (get?.$function?.suspends) {
    emitter.certain(() => {
      object();
      emitter.text(`.${key}${names.twinSuffix}get()`);
    });
    return;
  }
  const fn = method?.$function;
  if (fn && becomesTwin(fn)) {
    const make = emitter.facades.factory('method', formOf(fn), key, lengthOf(method as FunctionNode));
    emitter.text(`${names.kit('privateMethod')}(${names.kit(makerOf(fn))}, ${names.vu}, ${make}, `);
    object();
    emitter.text(`.${key})`);
    return;
  }
  object();
  emitter.text(`.${key}`);
}

export function privateWrite(emitter: Emitter, node: MemberExpression, value: Print, object: Print): void {
  const key = plainKey(node.property);
  if (!node.$private?.set?.$function?.suspends) {
    object();
    emitter.text(`.${key} = `);
    value();
    return;
  }
  const written = emitter.temporary();
  const target = emitter.temporary();
  emitter.text(`(${target} = `);
  object();
  emitter.text(`, ${written} = `);
  value();
  emitter.text(', ');
  emitter.certain(() => emitter.text(`${target}.${key}${emitter.names.twinSuffix}set(${written})`));
  emitter.text(`, ${written})`);
}
