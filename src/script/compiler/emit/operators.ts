import type { YieldExpression } from 'acorn';
import type { Node } from '../ast.js';
import type { Emitter, Handlers } from './emitter.js';

export const operatorHandlers = {
  BinaryExpression(emitter, node) {
    // `#name in object` asks nobody.
    if (!node.$may || node.left.type === 'PrivateIdentifier') return emitter.around(node);
    const { names } = emitter;
    const { operator, left, right } = node;
    emitter.maybe(() => {
      if (operator === 'in') emitter.text(`${names.kit('has')}(`);
      else if (operator === 'instanceof') emitter.text(`${names.kit('instanceOf')}(`);
      else emitter.text(`${names.kit('binary')}("${operator}", `);
      emitter.operand(left);
      emitter.text(', ');
      emitter.operand(right);
      emitter.text(')');
    });
  },
  TemplateLiteral(emitter, node) {
    if (!node.$may) return emitter.around(node);
    // Each part becomes text before the next one is looked at.
    emitter.text('`');
    node.quasis.forEach((quasi, at) => {
      emitter.slice(quasi.start, quasi.end);
      const expression = node.expressions[at];
      if (!expression) return;
      emitter.text('${');
      text(emitter, () => emitter.operand(expression));
      emitter.text('}');
    });
    emitter.text('`');
  },
  AwaitExpression(emitter, node) {
    if (!node.$may) return emitter.around(node);
    awaited(emitter, node.argument);
  },
  YieldExpression(emitter, node) {
    if (emitter.context.fn.async) return asyncYield(emitter, node);
    if (!node.$may || !node.delegate || !node.argument) return emitter.around(node);
    emitter.text('(yield* ');
    emitter.mark();
    emitter.text(`${emitter.names.kit('yieldAll')}(`);
    emitter.operand(node.argument);
    emitter.text('))');
  },
} satisfies Handlers;

/** In an async generator a value is awaited before it is given out. */
function asyncYield(emitter: Emitter, node: YieldExpression): void {
  const { names } = emitter;
  if (!emitter.context.suspends) emitter.around(node);
  else if (node.delegate) {
    emitter.text(`(yield* ${names.kit('delegate')}(${names.kit('yieldAllAsync')}(`);
    emitter.operand(node.argument!);
    emitter.text(')))');
  } else {
    emitter.resumed(() => {
      emitter.text(`${names.kit('yielding')}(`);
      awaited(emitter, node.argument);
      emitter.text(')');
    });
  }
}

/** `await value`; undefined where there is none. */
export function awaited(emitter: Emitter, value: Node | null | undefined): void {
  const { names } = emitter;
  emitter.resumed(() => {
    emitter.mark();
    emitter.text(`${names.kit('awaiting')}(`);
    if (value) emitter.operand(value);
    emitter.text(')');
  });
}

function text(emitter: Emitter, print: () => void): void {
  emitter.maybe(() => {
    emitter.text(`${emitter.names.kit('text')}(`);
    print();
    emitter.text(')');
  });
}
