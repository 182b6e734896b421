import type { CallExpression, MemberExpression } from 'acorn';
import { children, type FunctionNode, isFunction, type Node, plainKey } from '../ast.js';
import { nativeKind, rawCallbackBuiltins } from '../natives.js';
import { possibleValue } from '../values.js';
import { keyOperand, memberAccess, superMember } from './access.js';
import { selfText } from './capture.js';
import type { Construction, Emitter, Handlers } from './emitter.js';
import { generatorFunction, rawCallback, refersToItself } from './functions.js';
import { privateCall } from './private-calls.js';

export const callHandlers = {
  CallExpression(emitter, node) {
    const { names, context } = emitter;
    const { callee } = node;
    if (node.$site?.active && callee.type !== 'Super') {
      activeCall(emitter, node);
      return;
    }
    if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
      if (node.$then) {
        emitter.text(`${names.helper('th')}(${names.vu}, `);
        emitter.operand(callee.object);
        emitter.text(`, ${JSON.stringify(plainKey(callee.property))}`);
        return finish(emitter, node);
      }
      if (node.$bind) {
        emitter.text(`${names.helper('bd')}(${names.vu}, `);
        emitter.operand(callee.object);
        return finish(emitter, node);
      }
    }
    if (callee.type === 'Super' && context.construction) {
      superCall(emitter, node, context.construction);
      return;
    }
    if (callee.type === 'MemberExpression' && callee.object.type === 'Super' && context.captures) {
      superMember(emitter, callee);
      emitter.text(`.call(${names.self}`);
      return finish(emitter, node);
    }
    if (callee.type === 'Identifier' && callee.$onGlobal) {
      // Not as a method: `this` of a plain call is undefined.
      emitter.text(`(0, globalThis.${callee.name})`);
      directArguments(emitter, node);
      return;
    }
    emitter.around(node);
  },
  NewExpression(emitter, node) {
    if (!node.$site?.active) return emitter.around(node);
    emitter.maybe(() => {
      emitter.text(`${emitter.names.helper('n')}(`);
      emitter.operand(node.callee);
      emitter.moreOperands(node.arguments);
      emitter.text(')');
    });
  },
  TaggedTemplateExpression(emitter, node) {
    if (!node.$site?.active) return emitter.around(node);
    const { tag } = node;
    emitter.text(`(yield* ${emitter.names.helper('tw')}(`);
    if (tag.type === 'MemberExpression') {
      if (tag.object.type === 'Super') emitter.text('super');
      else emitter.operand(tag.object);
      emitter.text(', ');
      keyOperand(emitter, tag);
    } else {
      emitter.text('null, ');
      emitter.operand(tag);
    }
    emitter.text(')');
    emitter.node(node.quasi);
    emitter.text(')');
  },
} satisfies Handlers;

/** The further arguments of a helper that stands for the call, and its end. */
function finish(emitter: Emitter, node: CallExpression): void {
  emitter.moreOperands(node.arguments);
  emitter.text(')');
}

function activeCall(emitter: Emitter, node: CallExpression): void {
  const { callee } = node;
  const value = possibleValue(callee);
  if (value.type === 'native') {
    nativeCall(emitter, node, nativeKind(value.module, value.name));
    return;
  }
  if (isFunction(callee)) {
    calledInPlace(emitter, node, callee);
    return;
  }
  if (callee.type === 'MemberExpression' && callee.property.type === 'PrivateIdentifier') {
    privateCall(emitter, node, callee, () => emitter.primary(callee.object));
    return;
  }
  const isRaw = callee.type === 'Identifier' && value.type === 'function' && value.fn.raw;
  if (isRaw) {
    emitter.certain(() => {
      emitter.around(callee);
      directArguments(emitter, node);
    });
  } else if (callee.type === 'MemberExpression') methodCall(emitter, node, callee);
  else valueCall(emitter, node);
}

/** `super(…)` in a constructor that became `$$ctor`: the object is there already and now gets its contents. */
function superCall(emitter: Emitter, node: CallExpression, { hasFields, nativeBase }: Construction): void {
  const { names } = emitter;
  emitter.text('(');
  if (nativeBase === undefined) {
    emitter.certain(() => {
      emitter.text('super.$$ctor');
      directArguments(emitter, node);
    });
  } else {
    emitter.text(`${names.helper('su')}(this, ${nativeBase}`);
    finish(emitter, node);
  }
  emitter.text(`${hasFields ? `, yield* this.#${names.own('init')}()` : ''}, this)`);
}

function directArguments(emitter: Emitter, node: CallExpression): void {
  emitter.text('(');
  emitter.operands(node.arguments);
  emitter.text(')');
}

function nativeCall(emitter: Emitter, node: CallExpression, kind: ReturnType<typeof nativeKind>): void {
  const { names } = emitter;
  if (kind === 'operation') {
    emitter.text(`${names.helper('r')}(yield `);
    emitter.primary(node.callee);
    emitter.text(names.property('O'));
    directArguments(emitter, node);
    emitter.text(')');
    return;
  }
  const [name, callback] = node.arguments;
  const raw = kind === 'callsBack' && node.arguments.length === 2 ? literalCallback(callback) : undefined;
  emitter.certain(() => {
    emitter.primary(node.callee);
    if (!raw) {
      emitter.text(names.property('G'));
      return directArguments(emitter, node);
    }
    emitter.text(`${names.property('H')}(`);
    emitter.operand(name!);
    emitter.text(', ');
    rawCallback(emitter, raw);
    emitter.text(')');
  });
}

/** A function written in the call itself, which becomes a plain generator function. */
function literalCallback(node: Node | undefined): FunctionNode | undefined {
  if (!node || !isFunction(node)) return undefined;
  const { coloured, async, generator } = node.$function!;
  return coloured && !async && !generator && !refersToItself(node) ? node : undefined;
}

/** `(() => { … })()` */
function calledInPlace(emitter: Emitter, node: CallExpression, callee: FunctionNode): void {
  const { async, generator } = callee.$function!;
  if (async || generator || refersToItself(callee)) {
    valueCall(emitter, node);
    return;
  }
  emitter.certain(() => {
    emitter.text('(');
    generatorFunction(emitter, callee);
    emitter.text(')');
    directArguments(emitter, node);
  });
}

function valueCall(emitter: Emitter, node: CallExpression): void {
  emitter.maybe(() => {
    emitter.text(`${emitter.names.helper('a')}(`);
    emitter.operand(node.callee);
    finish(emitter, node);
  });
}

function methodCall(emitter: Emitter, node: CallExpression, callee: MemberExpression): void {
  const { names } = emitter;
  const [first, ...others] = node.arguments;
  const raw =
    callee.computed || !rawCallbackBuiltins.has(plainKey(callee.property)) ? undefined : literalCallback(first);
  emitter.maybe(() => {
    if (callee.object.type === 'Super') {
      emitter.text(`${names.helper('a')}.call(${selfText(emitter)}, `);
      superMember(emitter, callee);
      return finish(emitter, node);
    }
    if (!raw && node.arguments.some(mayChangeMethods)) {
      // As in JavaScript, the method is looked up before the arguments are there.
      const receiver = emitter.temporary(names.own(`c${emitter.number()}`));
      emitter.text(`${names.helper('a')}.call((${receiver} = `);
      emitter.operand(callee.object);
      emitter.text(`), ${receiver}`);
      memberAccess(emitter, callee);
      finish(emitter, node);
      return;
    }
    emitter.text(raw ? `${names.helper('mr')}(${names.vu}, ` : `${names.helper('m')}(`);
    emitter.operand(callee.object);
    emitter.text(', ');
    keyOperand(emitter, callee);
    if (!raw) return finish(emitter, node);
    emitter.text(', ');
    rawCallback(emitter, raw);
    emitter.moreOperands(others);
    emitter.text(')');
  });
}

/** Is there an assignment in it, outside of functions, or a place where code around it may wait? */
function mayChangeMethods(node: Node): boolean {
  if (isFunction(node)) return false;
  if (node.$site?.active || node.type === 'AwaitExpression' || node.type === 'AssignmentExpression') return true;
  return children(node).some(mayChangeMethods);
}
