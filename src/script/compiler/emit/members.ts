import type { AssignmentProperty, MemberExpression, Property } from 'acorn';
import type { FunctionNode } from '../ast.js';
import { plainKey } from '../ast.js';
import { superMember } from './calls.js';
import type { Emitter, Handlers } from './emitter.js';
import { functionBody, plainFunction, wrapperOf } from './functions.js';
import { isPlainName } from './parameters.js';

export const memberHandlers = {
  MemberExpression(emitter, node) {
    const isSuper = node.object.type === 'Super';
    if (node.$site?.active) return isSuper ? inheritedGetter(emitter, node) : getter(emitter, node);
    if (isSuper && emitter.context.captures) return superMember(emitter, node);
    emitter.around(node);
  },
  ThisExpression(emitter, node) {
    emitter.text(node.$captured && emitter.context.captures ? emitter.names.self : 'this');
  },
  Identifier(emitter, node) {
    if (node.$captured && emitter.context.captures) emitter.text(emitter.names.args);
    else emitter.slice(node.start, node.end);
  },
  MetaProperty(emitter, node) {
    const { context, names } = emitter;
    if (node.$captured && context.captures) emitter.text(names.newTarget);
    else if (context.inConstructor) emitter.text('this.constructor');
    else emitter.slice(node.start, node.end);
  },
  SpreadElement(emitter, node) {
    if (!node.$site?.active) return emitter.around(node);
    emitter.text(`...(yield* ${emitter.names.helper('sp')}(`);
    emitter.operand(node.argument);
    emitter.text('))');
  },
  ObjectExpression(emitter, node) {
    const getters = node.properties.flatMap((property) => (isBlockingGetter(property) ? [nameOf(property)] : []));
    if (getters.length === 0) return emitter.around(node);
    emitter.text(`${emitter.names.helper('og')}(`);
    emitter.around(node);
    emitter.text(`, ${JSON.stringify(getters)})`);
  },
  Property(emitter, node) {
    if (node.shorthand) return shorthand(emitter, node);
    if (isBlockingGetter(node))
      return getterPair(emitter, node.value as FunctionNode, { modifier: '', separator: ',' });
    if (node.method && node.value.$function?.coloured) return method(emitter, node, node.value as FunctionNode);
    if (!node.method && node.kind === 'init') return emitter.around(node);
    if (node.computed) {
      emitter.slice(node.start, node.key.start);
      emitter.node(node.key);
      emitter.slice(node.key.end, node.value.start);
    } else emitter.slice(node.start, node.value.start);
    plainFunction(emitter, node.value as FunctionNode);
  },
} satisfies Handlers;

function getter(emitter: Emitter, node: MemberExpression): void {
  emitter.maybe(() => {
    emitter.text(`${emitter.names.helper('gt')}(`);
    emitter.operand(node.object);
    emitter.text(`, ${JSON.stringify(plainKey(node.property))})`);
  });
}

function inheritedGetter(emitter: Emitter, node: MemberExpression): void {
  const { names, context } = emitter;
  const key = plainKey(node.property);
  const body = `$$get_${key}`;
  const { self, superMember: member } = names;
  emitter.text(
    context.captures
      ? `(${member}("${body}") ? yield* ${member}("${body}").call(${self}) : ${member}("${key}"))`
      : `(super.${body} ? yield* super.${body}() : super.${key})`,
  );
}

const isBlockingGetter = (node: { readonly type: string }): boolean =>
  node.type === 'Property' &&
  (node as Property).kind === 'get' &&
  (node as Property).value.$function?.coloured === true;

const nameOf = (node: { readonly type: string }): string => plainKey((node as Property).key);

/** `get x() { … }` as a facade, with the body beside it. */
export function getterPair(
  emitter: Emitter,
  node: FunctionNode,
  { modifier, separator }: { readonly modifier: 'static ' | ''; readonly separator: ',' | '' },
): void {
  const { names } = emitter;
  const { name } = node.$function!;
  const body = isPlainName(`$$get_${name}`) ? `$$get_${name}` : JSON.stringify(`$$get_${name}`);
  emitter.text(`${modifier}get ${JSON.stringify(name)}() { return ${names.helper('s')}(${names.vu}, `);
  emitter.text(`this[${JSON.stringify(`$$get_${name}`)}]()); }${separator} ${modifier}*${body}`);
  functionBody(emitter, node);
}

function shorthand(emitter: Emitter, node: Property | AssignmentProperty): void {
  // `{ a }` and, in patterns, `{ a = 1 }`.
  if (node.value.type === 'Identifier') emitter.text(`${plainKey(node.key)}: `);
  emitter.node(node.value);
}

/** `m() { … }` becomes `m: facade of ({*m() { … }}).m`; its body is still a method, so `super` goes on working. */
function method(emitter: Emitter, { key, computed }: Property, value: FunctionNode): void {
  const { names, source } = emitter;
  const wrapper = `: ${wrapperOf(emitter, value.$function!)}(${names.vu}, `;
  if (computed) {
    emitter.text('[');
    emitter.node(key);
    emitter.text(`]${wrapper}function*`);
    functionBody(emitter, value);
    emitter.text(')');
    return;
  }
  emitter.slice(key.start, key.end);
  emitter.text(`${wrapper}({*`);
  emitter.slice(key.start, key.end);
  functionBody(emitter, value);
  const isName = isPlainName(source.slice(key.start, key.end));
  emitter.text(isName ? '}).' : '})[');
  emitter.slice(key.start, key.end);
  emitter.text(isName ? ')' : '])');
}
