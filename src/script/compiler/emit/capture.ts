import type { FunctionNode } from '../ast.js';
import type { Emitter } from './emitter.js';

/** What an arrow function takes from its surroundings, and how it is called inside of the generator function. */
const TAKEN = [
  { by: ['ThisExpression', 'Super'], constant: 'self', plain: 'this' },
  { by: ['Identifier'], constant: 'args', plain: 'arguments' },
  { by: ['Super'], constant: 'superMember', plain: '(k) => super[k]' },
  { by: ['MetaProperty'], constant: 'newTarget', plain: 'new.target' },
] as const;

/** `new.target`, in a constructor that became a method. */
export const NEW_TARGET = 'this.constructor';

/** Prints a generator function that stands for an arrow function, inside of a function that keeps what it takes. */
export function captureAround(emitter: Emitter, node: FunctionNode, print: () => void): void {
  const { uses } = node.$function!;
  const { names, context } = emitter;
  const taken =
    node.type === 'ArrowFunctionExpression' && uses ? TAKEN.filter(({ by }) => by.some((type) => uses.has(type))) : [];
  if (taken.length === 0) {
    print();
    return;
  }
  emitter.text(`((${taken.map(({ constant }) => names[constant]).join(', ')}) => `);
  print();
  const outside = ({ constant, plain }: (typeof TAKEN)[number]): string => {
    if (context.captures) return names[constant];
    return constant === 'newTarget' && context.construction ? NEW_TARGET : plain;
  };
  emitter.text(`)(${taken.map(outside).join(', ')})`);
}

/** `this`, where the emitter is. */
export const selfText = ({ context, names }: Emitter): string => (context.captures ? names.self : 'this');
