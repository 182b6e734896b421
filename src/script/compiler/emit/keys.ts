import type { Node } from '../ast.js';
import type { Emitter } from './emitter.js';

/** A computed key, as what it is a key of: converted once, in its place. */
export function computedKey(emitter: Emitter, key: Node): void {
  const print = (): void => {
    emitter.text(`${emitter.names.kit('key')}(`);
    emitter.operand(key);
    emitter.text(')');
  };
  if (key.$key && emitter.context.suspends) emitter.maybe(print);
  else print();
}
