import { blockHandlers } from './block-callback.js';
import type { Handlers } from './emitter.js';
import { forEachCallback, printForEach } from './for-each.js';
import { groupCallback, printGroup } from './groups.js';

/** Statements whose callback is printed as a block at the place of the call. */
export const inlineHandlers = {
  ...blockHandlers,
  ExpressionStatement(emitter, node) {
    const { expression } = node;
    if (expression.type !== 'CallExpression') return emitter.around(node);
    const group = groupCallback(expression);
    if (group) return printGroup(emitter, expression, group);
    const forEach = forEachCallback(expression);
    if (forEach) printForEach(emitter, expression, forEach);
    else emitter.around(node);
  },
} satisfies Handlers;
