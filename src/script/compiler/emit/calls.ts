import type { CallExpression, TaggedTemplateExpression } from 'acorn';
import { type FunctionNode, isFunction, isGlobal, type Node } from '../ast.js';
import { Chain } from './chains.js';
import type { Chunk, Emitter, Handlers } from './emitter.js';
import { printTwin } from './functions.js';
import { printRead } from './members.js';
import { superRead } from './super-members.js';
import { selfText } from './texts.js';

export const callHandlers = {
  CallExpression(emitter, node) {
    const { callee } = node;
    if (callee.type === 'Super') return superCall(emitter, node);
    if (isRenamedSuper(emitter, callee)) return callThrough(emitter, node);
    if (!node.$may) return plainCall(emitter, node);
    if (isGlobal(callee, 'eval')) return emitter.around(node);
    if (node.$native) return nativeCall(emitter, node);
    if (node.$direct) return directCall(emitter, node);
    if (isFunction(callee) && isCalledInPlace(callee)) return calledInPlace(emitter, node, callee);
    callThrough(emitter, node);
  },
  NewExpression(emitter, node) {
    // A Proxy must be known as one also where nothing can wait, and what a promise is resolved with may be another one.
    const isKept = !node.$may && (isGlobal(node.callee, 'Proxy') || isGlobal(node.callee, 'Promise'));
    if (!node.$may && !isKept) return emitter.around(node);
    const print = isKept ? (printCall: () => void) => printCall() : (printCall: () => void) => emitter.maybe(printCall);
    print(() => {
      emitter.text(`${emitter.names.kit(isKept ? 'constructNow' : 'construct')}(`);
      emitter.operand(node.callee);
      emitter.moreOperands(node.arguments);
      emitter.text(')');
    });
  },
  TaggedTemplateExpression(emitter, node) {
    if (!node.$may && !isRenamedSuper(emitter, node.tag)) return emitter.around(node);
    taggedTemplate(emitter, node);
  },
  SpreadElement(emitter, node) {
    emitter.text('...');
    if (!node.$may) return emitter.operand(node.argument);
    emitter.certain(() => {
      emitter.text(`${emitter.names.kit('spread')}(`);
      emitter.operand(node.argument);
      emitter.text(')');
    });
  },
} satisfies Handlers;

/** A method of `super` in a function that has no `super` any more. */
const isRenamedSuper = ({ context }: Emitter, callee: Node): boolean =>
  callee.type === 'MemberExpression' &&
  callee.object.type === 'Super' &&
  (context.captures || context.renamesSuper === true || context.construction !== undefined);

function plainCall(emitter: Emitter, node: CallExpression) {
  const { callee } = node;
  if (callee.type === 'Identifier' && callee.$onGlobal) {
    // Not as a method: `this` of a plain call is undefined.
    emitter.text(`(0, globalThis.${callee.name})(`);
    emitter.operands(node.arguments);
    emitter.text(')');
    return;
  }
  if (!node.$then) return emitter.around(node);
  emitter.text(`${emitter.names.kit('gated')}(`);
  receiverAndFunction(emitter, callee);
  emitter.moreOperands(node.arguments);
  emitter.text(')');
}

/** `call(self, fn, ...args)`: the function is looked up before the arguments are there, as the language does it. */
function callThrough(emitter: Emitter, node: CallExpression): void {
  const print = (): void => {
    emitter.text(`${emitter.names.kit('call')}(`);
    receiverAndFunction(emitter, node.callee);
    emitter.moreOperands(node.arguments);
    emitter.text(')');
  };
  if (emitter.context.suspends) emitter.maybe(print);
  else print();
}

/** Two operands: `this` of the call and the function. */
export function receiverAndFunction(emitter: Emitter, callee: Node): void {
  if (callee.type === 'ChainExpression' && callee.expression.type === 'MemberExpression') {
    emitter.text('(');
    const { self, fn } = new Chain(emitter).printMethod(callee);
    emitter.text(`, ${self}), ${fn}`);
    return;
  }
  if (callee.type !== 'MemberExpression') {
    emitter.text('undefined, ');
    emitter.operand(callee);
    return;
  }
  if (callee.object.type === 'Super') {
    emitter.text(`${selfText(emitter)}, `);
    superRead(emitter, callee);
    return;
  }
  const { object } = callee;
  // Looked at twice in a row, nothing of it can have changed.
  const isStable = object.type === 'Identifier' || object.type === 'ThisExpression';
  if (isStable) {
    emitter.node(object);
    emitter.text(', ');
    printRead(emitter, callee, () => emitter.node(object));
    return;
  }
  const receiver = emitter.temporary();
  emitter.text(`${receiver} = `);
  emitter.operand(object);
  emitter.text(', ');
  printRead(emitter, callee, () => emitter.text(receiver));
}

/** `super(…)` in a constructor that suspends; elsewhere it stays. */
function superCall(emitter: Emitter, node: CallExpression) {
  const { names, context } = emitter;
  const { construction } = context;
  if (!construction) return emitter.around(node);
  const { Class } = construction;
  const printCall = (): void => {
    emitter.text(`${names.kit('constructSuper')}(${Class}, ${names.newTarget}`);
    emitter.moreOperands(node.arguments);
    emitter.text(')');
  };
  emitter.text(`(${names.self} = `);
  emitter.certain(() => {
    emitter.text(`${names.kit('bindThis')}(${Class}, `);
    emitter.maybe(printCall);
    emitter.text(`, ${names.self})`);
  });
  emitter.text(')');
}

/** `http.get(…)` and nothing else: no question, no generator around it. */
function nativeCall(emitter: Emitter, node: CallExpression): void {
  const maker = makerOfNative(emitter, node.callee);
  emitter.mark();
  emitter.resumed(() => {
    emitter.append(maker);
    emitter.text('(');
    emitter.operands(node.arguments);
    emitter.text(')');
  });
}

/** What makes the native's operations; looked for once in each VU. */
function makerOfNative(emitter: Emitter, callee: Node): Chunk[] {
  const { names, makers } = emitter;
  const text = emitter.source.slice(callee.start, callee.end);
  let id = makers.get(text);
  if (id === undefined) {
    makers.set(text, (id = names.own(`n${emitter.number()}`)));
    emitter.lifted.push([`let ${id};\n`]);
  }
  return emitter.capture(() => {
    emitter.text(`(${id} ??= ${names.kit('operation')}(`);
    emitter.operand(callee);
    emitter.text('))');
  });
}

/** A function of which every use is a direct call. */
function directCall(emitter: Emitter, node: CallExpression): void {
  emitter.certain(() => {
    emitter.text(`${(node.callee as { name: string }).name}${emitter.names.twinSuffix}(`);
    emitter.operands(node.arguments);
    emitter.text(')');
  });
}

/** `(() => { … })()` */
function isCalledInPlace(callee: FunctionNode): boolean {
  const fn = callee.$function!;
  if (!fn.suspends || fn.async || fn.generator || fn.uses.newTarget) return false;
  return callee.type === 'ArrowFunctionExpression' || !('id' in callee && callee.id);
}

function calledInPlace(emitter: Emitter, node: CallExpression, callee: FunctionNode): void {
  emitter.certain(() => {
    emitter.text('(');
    printTwin(emitter, callee, '');
    emitter.text(')(');
    emitter.operands(node.arguments);
    emitter.text(')');
  });
}

/** The parts of a template stay one constant object for each place, so the tag is called by a tag of ours. */
function taggedTemplate(emitter: Emitter, node: TaggedTemplateExpression): void {
  const { names } = emitter;
  const self = emitter.temporary();
  const tag = emitter.temporary();
  emitter.text('(');
  if (node.tag.type === 'MemberExpression') {
    emitter.text(`${self} = `);
    if (node.tag.object.type === 'Super') emitter.text(selfText(emitter));
    else emitter.operand(node.tag.object);
    emitter.text(`, ${tag} = `);
    if (node.tag.object.type === 'Super') superRead(emitter, node.tag);
    else printRead(emitter, node.tag, () => emitter.text(self));
  } else {
    emitter.text(`${self} = undefined, ${tag} = `);
    emitter.operand(node.tag);
  }
  emitter.text(', ');
  const print = (): void => {
    emitter.text(`${names.kit('tag')}(${self}, ${tag})`);
    quasi(emitter, node.quasi);
  };
  if (emitter.context.suspends) emitter.maybe(print);
  else print();
  emitter.text(')');
}

/** The template as it stands; a tag gets its values, not their text. */
function quasi(emitter: Emitter, node: Node): void {
  emitter.around(node);
}
