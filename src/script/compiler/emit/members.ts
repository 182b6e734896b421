import type { ArrayPattern, AssignmentProperty, MemberExpression, Property } from 'acorn';
import { children, type FunctionNode, type Node, plainKey } from '../ast.js';
import { superMember } from './access.js';
import { BodyList } from './body-list.js';
import { NEW_TARGET } from './capture.js';
import type { Emitter, Handlers } from './emitter.js';
import { functionBody, plainFunction, wrapperOf } from './functions.js';
import { isPlainName } from './parameters.js';

export const memberHandlers = {
  VariableDeclarator(emitter, node) {
    if (!node.$site?.active || node.id.type !== 'ArrayPattern' || !node.init) {
      emitter.around(node);
      return;
    }
    emitter.node(node.id);
    emitter.text(' = ');
    items(emitter, node.id, node.init);
  },
  AssignmentExpression(emitter, node) {
    if (!node.$site?.active || node.left.type !== 'ArrayPattern') {
      emitter.around(node);
      return;
    }
    emitter.node(node.left);
    emitter.text(' = ');
    items(emitter, node.left, node.right);
  },
  MemberExpression(emitter, node) {
    const isSuper = node.object.type === 'Super';
    if (node.$site?.active)
      return isSuper ? inheritedGetter(emitter, node) : getterRead(emitter, node, () => emitter.operand(node.object));
    if (isSuper && emitter.context.captures) return superMember(emitter, node);
    emitter.around(node);
  },
  ThisExpression(emitter, node) {
    emitter.text(node.$captured && emitter.context.captures ? emitter.names.self : 'this');
  },
  Identifier(emitter, node) {
    if (node.$onGlobal) emitter.text(`globalThis.${node.name}`);
    else if (node.$captured && emitter.context.captures) emitter.text(emitter.names.args);
    else emitter.slice(node.start, node.end);
  },
  MetaProperty(emitter, node) {
    const { context, names } = emitter;
    if (node.$captured && context.captures) emitter.text(names.newTarget);
    else if (context.construction) emitter.text(NEW_TARGET);
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
    const { names } = emitter;
    const bodies = node.properties.some(usesSuper) ? new BodyList() : undefined;
    if (getters.length > 0) emitter.text(`${names.helper('og')}(`);
    if (bodies) emitter.text(`${names.helper('om')}(${names.vu}, `);
    emitter.inContext({ ...emitter.context, bodies }, () => emitter.around(node));
    if (bodies) emitter.text(`, ${bodies.text()})`);
    if (getters.length > 0) emitter.text(`, ${JSON.stringify(getters)})`);
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

/** As many items as the pattern takes. */
function items(emitter: Emitter, { elements }: ArrayPattern, value: Node): void {
  const takesRest = elements.at(-1)?.type === 'RestElement';
  emitter.text(`(yield* ${emitter.names.helper('sp')}(`);
  emitter.operand(value);
  emitter.text(takesRest ? '))' : `, ${elements.length}))`);
}

/** `o.#name`, where a getter of the class around it may block. */
export function privateRead(emitter: Emitter, node: MemberExpression, object: () => void): void {
  emitter.certain(() => {
    object();
    emitter.text(`.#$$get_${plainKey(node.property).slice(1)}()`);
  });
}

/** A property that may be a getter that blocks. */
export function getterRead(emitter: Emitter, node: MemberExpression, object: () => void): void {
  if (node.$private) {
    privateRead(emitter, node, object);
    return;
  }
  emitter.maybe(() => {
    emitter.text(`${emitter.names.helper('gt')}(`);
    object();
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
  const isPrivate = name.startsWith('#');
  const body = isPrivate ? `#$$get_${name.slice(1)}` : `$$get_${name}`;
  const key = (text: string): string => (isPrivate || isPlainName(text) ? text : JSON.stringify(text));
  const access = isPrivate || isPlainName(body) ? `.${body}` : `[${JSON.stringify(body)}]`;
  emitter.text(`${modifier}get ${key(name)}() { return ${names.helper('s')}(${names.vu}, this${access}()); }`);
  emitter.text(`${separator} ${modifier}*${key(body)}`);
  functionBody(emitter, node);
}

function shorthand(emitter: Emitter, node: Property | AssignmentProperty): void {
  emitter.text(`${plainKey(node.key)}: `);
  emitter.node(node.value);
}

/** A method that stays at its place, because it uses `super`; the runtime puts a facade over it. */
const usesSuper = (node: Node): boolean =>
  node.type === 'Property' && node.method && node.value.$function?.coloured === true && containsSuper(node.value);

const containsSuper = (node: Node): boolean =>
  node.type === 'Super' || (!/^Class/.test(node.type) && children(node).some(containsSuper));

const LISTS = { plain: 'm', async: 'u', generator: 'g' } as const;

/** `m() { … }` becomes `m: facade of ({*m() { … }}).m`; its body is still a method, so `super` goes on working. */
function method(emitter: Emitter, node: Property, value: FunctionNode): void {
  const { names, source, context } = emitter;
  if (context.bodies) {
    emitter.text('*');
    context.bodies.printKey(emitter, node, LISTS);
    functionBody(emitter, value);
    return;
  }
  const { key, computed } = node;
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
  const isName = /^[A-Za-z_$][\w$]*$/.test(source.slice(key.start, key.end));
  emitter.text(isName ? '}).' : '})[');
  emitter.slice(key.start, key.end);
  emitter.text(isName ? ')' : '])');
}
