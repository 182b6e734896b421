import type { MethodDefinition } from 'acorn';
import { type ClassNode, plainKey } from '../ast.js';
import type { ClassFacts } from '../model.js';
import type { Emitter, Handlers } from './emitter.js';
import { functionBody, plainFunction } from './functions.js';
import { getterPair } from './members.js';

export const classHandlers = { ClassDeclaration: printClass, ClassExpression: printClass } satisfies Handlers;

type Member = ClassNode['body']['body'][number];

/** Names of bodies over which the runtime puts facades: plain methods, async ones, generators; `s`: static ones. */
type Lists = Record<'m' | 's' | 'u' | 'us' | 'g' | 'gs', string[]>;
const STATIC = { m: 's', u: 'us', g: 'gs' } as const;

function printClass(emitter: Emitter, node: ClassNode): void {
  const facts = node.$class!;
  const { names } = emitter;
  const lists: Lists = { m: [], s: [], u: [], us: [], g: [], gs: [] };
  const members = emitter.capture(() => {
    let at = node.body.start + 1;
    for (const member of node.body.body) {
      emitter.slice(at, member.start);
      printMember(emitter, member, facts, lists);
      at = member.end;
    }
    if (facts.deferred && !facts.constructorFacts && !facts.super) {
      emitter.text(` ${gateConstructor(emitter, facts)} *$$ctor() {}`);
    }
    emitter.slice(at, node.body.end);
  });
  if (node.superClass) {
    emitter.slice(node.start, node.superClass.start);
    emitter.node(node.superClass);
    emitter.slice(node.superClass.end, node.body.start);
  } else emitter.slice(node.start, node.body.start);
  emitter.text('{');
  if (facts.immediate) emitter.text(' static $$sync = true;');
  if (Object.values(lists).some((list) => list.length > 0)) {
    emitter.text(` static { ${names.helper('cls')}(${names.vu}, this, ${JSON.stringify(lists)}); }`);
  }
  emitter.append(members);
}

function printMember(emitter: Emitter, member: Member, facts: ClassFacts, lists: Lists): void {
  if (member.type !== 'MethodDefinition') {
    if (!member.$dirty) {
      emitter.slice(member.start, member.end);
      return;
    }
    const fn = member.$function!;
    const context = { fn, suspends: false, temporaries: new Set<string>(), captures: false };
    emitter.inContext(context, () => emitter.around(member));
    return;
  }
  if (member.kind === 'constructor' && facts.deferred) {
    emitter.text(`${gateConstructor(emitter, facts)} *$$ctor`);
    functionBody(emitter, member.value, [], { inConstructor: true, captures: false });
    return;
  }
  if (!member.$dirty) {
    emitter.slice(member.start, member.end);
    return;
  }
  if (!member.value.$function!.coloured) {
    plainMethod(emitter, member);
    return;
  }
  if (member.kind === 'get') {
    getterPair(emitter, member.value, { modifier: member.static ? 'static ' : '', separator: '' });
    return;
  }
  bodyMethod(emitter, member, lists);
}

/** Made by uncompiled code, the constructor does all at once; made by ours, the body runs as `$$ctor` afterwards. */
function gateConstructor({ names }: Emitter, facts: ClassFacts): string {
  const rest = names.own('a');
  const base = facts.super ? `super(${names.deferred}); ` : '';
  const body = `${names.helper('s')}(${names.vu}, this.$$ctor(...${rest}))`;
  return `constructor(...${rest}) { ${base}if (${rest}[0] !== ${names.deferred}) ${body}; }`;
}

function plainMethod(emitter: Emitter, member: MethodDefinition): void {
  const { start, key, value, computed } = member;
  emitter.slice(start, key.start);
  if (computed) emitter.node(key);
  else emitter.slice(key.start, key.end);
  emitter.slice(key.end, value.start);
  plainFunction(emitter, value);
}

/** `m() { … }` becomes `*m() { … }` at its place, so that `super` and private names go on working in it. */
function bodyMethod(emitter: Emitter, member: MethodDefinition, lists: Lists): void {
  const { key, value, computed } = member;
  if (member.static) emitter.text('static ');
  emitter.text('*');
  if (computed) {
    emitter.text('[');
    emitter.node(key);
    emitter.text(']');
  } else emitter.slice(key.start, key.end);
  functionBody(emitter, value);
  if (key.type === 'PrivateIdentifier') return;
  const { generator, async } = value.$function!;
  const list = generator ? 'g' : async ? 'u' : 'm';
  lists[member.static ? STATIC[list] : list].push(plainKey(key));
}
