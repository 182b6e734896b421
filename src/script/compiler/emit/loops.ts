import type { ForOfStatement } from 'acorn';
import type { Emitter, Handlers } from './emitter.js';

export const loopHandlers = {
  LabeledStatement(emitter, node) {
    let labels = `${node.label.name}: `;
    let { body } = node;
    for (; body.type === 'LabeledStatement'; body = body.body) labels += `${body.label.name}: `;
    if (body.type === 'ForOfStatement' && body.$site?.active) suspendableLoop(emitter, body, labels);
    else emitter.around(node);
  },
  ForOfStatement(emitter, node) {
    if (node.$site?.active) suspendableLoop(emitter, node, '');
    else emitter.around(node);
  },
} satisfies Handlers;

/** A for-of loop over something whose `next` may block. */
function suspendableLoop(emitter: Emitter, { left, right, body }: ForOfStatement, label: string): void {
  const { names } = emitter;
  const number = emitter.number();
  const iteration = names.own(`it${number}`);
  const step = names.own(`r${number}`);
  // True while the body runs: only then does leaving the loop close the iterator.
  const inside = names.own(`o${number}`);
  emitter.text(`{ const ${iteration} = ${names.helper('it')}(`);
  emitter.node(right);
  emitter.text(`); let ${step}, ${inside} = false; try { ${label}for (; ${inside} = false, !(${step} = `);
  emitter.maybe(() => emitter.text(`${iteration}.next()`));
  emitter.text(').done; ) { ');
  emitter.text(`${inside} = true; `);
  if (left.type === 'VariableDeclaration') {
    emitter.text(`${left.kind} `);
    emitter.node(left.declarations[0]!.id);
    emitter.text(` = ${step}.value; `);
  } else {
    emitter.text('(');
    emitter.node(left);
    emitter.text(` = ${step}.value); `);
  }
  emitter.node(body);
  emitter.text(` } } finally { if (${inside}) yield* ${names.delegate}(${iteration}.close()); } }`);
}
