import type { MethodDefinition, PropertyDefinition } from 'acorn';
import { type ClassNode, plainKey } from '../ast.js';
import type { ClassFacts } from '../model.js';
import { nativeBase } from '../natives.js';
import { BodyList } from './body-list.js';
import type { Context, Emitter, Handlers } from './emitter.js';
import { functionBody, plainFunction } from './functions.js';
import { getterPair } from './members.js';
import { facadeParameters } from './parameters.js';

export const classHandlers = { ClassDeclaration: printClass, ClassExpression: printClass } satisfies Handlers;

type Member = ClassNode['body']['body'][number];

function printClass(emitter: Emitter, node: ClassNode): void {
  const facts = node.$class!;
  const { names } = emitter;
  const bodies = new BodyList();
  const members = emitter.capture(() => {
    let at = node.body.start + 1;
    for (const member of node.body.body) {
      emitter.slice(at, member.start);
      printMember(emitter, member, node, bodies);
      at = member.end;
    }
    if (facts.deferred) finishDeferred(emitter, node);
    emitter.slice(at, node.body.end);
  });
  if (node.superClass) {
    emitter.slice(node.start, node.superClass.start);
    emitter.node(node.superClass);
    emitter.slice(node.superClass.end, node.body.start);
  } else emitter.slice(node.start, node.body.start);
  emitter.text('{');
  if (facts.immediate) emitter.text(' static $$sync = true;');
  // At the end it would run after static fields and blocks, which may use the methods.
  if (bodies.any) emitter.text(` static { ${names.helper('cls')}(${names.vu}, this, ${bodies.text()}); }`);
  emitter.append(members);
}

function printMember(emitter: Emitter, member: Member, node: ClassNode, bodies: BodyList): void {
  const facts = node.$class!;
  if (member.type === 'PropertyDefinition' && facts.deferred && isMovable(member)) {
    if (member.key.type === 'PrivateIdentifier') emitter.text(`#${member.key.name};`);
    return;
  }
  if (member.type !== 'MethodDefinition') {
    const fn = member.$function ?? emitter.context.fn;
    const { temporaries } = emitter.context;
    const context = { fn, suspends: false, temporaries, captures: false };
    emitter.inContext(context, () => emitter.around(member));
    return;
  }
  if (member.kind === 'constructor' && facts.deferred) {
    emitter.text(`${gateConstructor(emitter, facts)} *$$ctor`);
    functionBody(emitter, member.value, [], { construction: construction(node), captures: false });
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
  if (member.key.type === 'PrivateIdentifier') {
    privateMethod(emitter, member);
    return;
  }
  if (member.static) emitter.text('static ');
  // Its body stays a method at its place, so that `super` and private names go on working in it.
  emitter.text('*');
  bodies.printKey(emitter, member, member.static ? STATIC : INSTANCE);
  functionBody(emitter, member.value);
}

const INSTANCE = { plain: 'm', async: 'u', generator: 'g' } as const;
const STATIC = { plain: 's', async: 'us', generator: 'gs' } as const;

/** Fields whose key has to be computed stay where they are. */
const isMovable = ({ static: isStatic, computed, key }: PropertyDefinition): boolean =>
  !isStatic && (!computed || key.type === 'Literal');

const fieldsOf = ({ body }: ClassNode): PropertyDefinition[] =>
  body.body.filter((member) => member.type === 'PropertyDefinition').filter(isMovable);

/** What `super(…)` and the beginning of the body mean in a constructor that became `$$ctor`. */
function construction(node: ClassNode): NonNullable<Context['construction']> {
  return {
    hasFields: fieldsOf(node).length > 0,
    isDerived: node.superClass !== null && node.superClass !== undefined,
    nativeBase: nativeBase(node.$class!),
  };
}

/** Made by uncompiled code, the constructor does all at once; made by ours, the body runs as `$$ctor` afterwards. */
function gateConstructor({ names }: Emitter, facts: ClassFacts): string {
  const rest = names.own('a');
  const base = !facts.super ? '' : nativeBase(facts) ? 'super(); ' : `super(${names.deferred}); `;
  const body = `${names.helper('s')}(${names.vu}, this.$$ctor(...${rest}))`;
  return `constructor(...${rest}) { ${base}if (${rest}[0] !== ${names.deferred}) ${body}; }`;
}

/** Fields of a deferred class get their values after the base's body, and a missing constructor has to be written. */
function finishDeferred(emitter: Emitter, node: ClassNode): void {
  const facts = node.$class!;
  const { hasFields, isDerived, nativeBase: base } = construction(node);
  const { names } = emitter;
  if (!facts.constructorFacts && (!isDerived || base !== undefined))
    emitter.text(` ${gateConstructor(emitter, facts)}`);
  if (!facts.constructorFacts && (!isDerived || base !== undefined || hasFields)) {
    const rest = names.own('a');
    const init = hasFields ? `yield* this.#${names.own('init')}();` : '';
    const made = base ? `${names.helper('su')}(this, ${base}, ...${rest});` : `yield* super.$$ctor(...${rest});`;
    emitter.text(` *$$ctor(...${rest}) { ${isDerived ? made : ''} ${init} }`);
  }
  if (hasFields) initializer(emitter, node);
}

function initializer(emitter: Emitter, node: ClassNode): void {
  const { names } = emitter;
  const temporaries = new Set<string>();
  emitter.text(` *#${names.own('init')}() {`);
  const body = emitter.capture(() => {
    for (const { key, value, $function: fn } of fieldsOf(node)) {
      const isPrivate = key.type === 'PrivateIdentifier';
      if (isPrivate && !value) continue;
      emitter.text(
        isPrivate ? ` this.${plainKey(key)} = ` : ` ${names.helper('df')}(this, ${JSON.stringify(plainKey(key))}, `,
      );
      const context = { fn: fn ?? emitter.context.fn, suspends: true, temporaries, captures: false };
      if (value) emitter.inContext(context, () => emitter.operand(value));
      else emitter.text('undefined');
      emitter.text(isPrivate ? ';' : ');');
    }
  });
  if (temporaries.size > 0) emitter.text(` let ${[...temporaries].join(', ')};`);
  emitter.append(body);
  emitter.text(' }');
}

/** `#m() { … }` as a facade for uncompiled code, with the body beside it. */
function privateMethod(emitter: Emitter, { key, value, static: isStatic }: MethodDefinition): void {
  const { names } = emitter;
  const { generator, async } = value.$function!;
  const [name, modifier] = [plainKey(key), isStatic ? 'static ' : ''];
  const start = names.helper(generator ? 'cgm' : async ? 'ua' : 's');
  const call = `${start}(${names.vu}, this.${name}${names.twinSuffix}(...arguments))`;
  emitter.text(`${modifier}${name}(${facadeParameters(names, value)}) { return ${call}; } ${modifier}*`);
  emitter.slice(key.start, key.end);
  emitter.text(names.twinSuffix);
  functionBody(emitter, value);
}

function plainMethod(emitter: Emitter, member: MethodDefinition): void {
  const { start, key, value, computed } = member;
  emitter.slice(start, key.start);
  if (computed) emitter.node(key);
  else emitter.slice(key.start, key.end);
  emitter.slice(key.end, value.start);
  plainFunction(emitter, value);
}
