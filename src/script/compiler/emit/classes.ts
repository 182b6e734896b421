// Longer than other files because one object prints one class, and its methods share what has been printed so far.
import type { MethodDefinition, PropertyDefinition } from 'acorn';
import { type ClassNode, type FunctionNode, isFunction, type Node, plainKey } from '../ast.js';
import {
  functionOf,
  isElement,
  isPrivate,
  type Member,
  methodSuspends,
  ownName,
  type Parts,
  partsOf,
} from './class-parts.js';
import type { Chunk, Emitter, Handlers } from './emitter.js';
import { lengthOf } from './facades.js';
import { fieldInPlace, printInitializers, staticBlock } from './fields.js';
import { generatorRest } from './functions.js';
import { computedKey } from './keys.js';
import { wrapperOf } from './twin-kinds.js';

export const classHandlers = {
  ClassDeclaration(emitter, node) {
    const name = node.id?.name ?? emitter.names.defaultExport;
    const parts = partsOf(node);
    if (parts === undefined) return emitter.around(node);
    emitter.text(`let ${name} = `);
    new ClassPrinter(emitter, node, parts).print();
    emitter.text(';');
  },
  ClassExpression(emitter, node) {
    const parts = partsOf(node);
    if (parts === undefined) return emitter.around(node);
    new ClassPrinter(emitter, node, parts).print();
  },
  PropertyDefinition(emitter, node) {
    fieldInPlace(emitter, node);
  },
  StaticBlock(emitter, node) {
    staticBlock(emitter, node);
  },
  MethodDefinition(emitter, node) {
    emitter.around(node);
  },
} satisfies Handlers;

/** Prints one class as an expression. */
class ClassPrinter {
  readonly #name: string;
  readonly #isNamed: boolean;
  readonly #needsName: boolean;
  /** Statements for the static block that comes first of all. */
  readonly #wrapping: string[] = [];
  /** Computed keys, evaluated before the class. */
  readonly #keys = new Map<Node, string>();
  #hidden = 0;
  #body: string | undefined;
  #fields: string | undefined;
  #statics: string | undefined;

  constructor(
    private readonly emitter: Emitter,
    private readonly node: ClassNode,
    private readonly parts: Parts,
  ) {
    const name = node.id?.name ?? ownName(node);
    this.#isNamed = name !== undefined;
    this.#name = name ?? emitter.names.own(`C${emitter.number()}`);
    const usesSuper = node.body.body.some((member) => (member.$function ?? functionOf(member))?.uses.superMember);
    this.#needsName = this.#isNamed || parts.constructs || usesSuper;
    if (this.#needsName) node.$class!.reference = this.#name;
    for (const member of node.body.body) {
      if ('computed' in member && member.computed) this.#keys.set(member, emitter.temporary());
    }
  }

  print(): void {
    const { emitter, node, parts } = this;
    const { names } = emitter;
    const superClass = this.#heritage();
    const whole = emitter.capture(() => this.#class(superClass));
    const nested = parts.constructs && parts.hasElements;
    emitter.text('(');
    if (superClass) {
      emitter.text(`${superClass} = `);
      emitter.operand(node.superClass!);
      emitter.text(', ');
    }
    for (const [member, key] of this.#keys) {
      emitter.text(`${key} = `);
      computedKey(emitter, (member as MethodDefinition).key);
      emitter.text(', ');
    }
    const made = emitter.temporary();
    emitter.text(`${made} = `);
    if (nested) this.#elements(whole);
    else emitter.append(whole);
    if (this.#statics) {
      emitter.text(', ');
      emitter.certain(() => emitter.text(`${names.kit('runStatics')}(${made}, ${this.#statics})`));
    }
    emitter.text(`, ${made})`);
  }

  /** Evaluated before the class, in a temporary, because nothing may wait inside of a class. */
  #heritage(): string | undefined {
    return this.node.superClass ? this.emitter.temporary() : undefined;
  }

  /**
   * The members of objects in a class of their own, which can be given to any object: the constructor of the script's
   * class may wait, so the object comes from elsewhere. Private names are known in both, one stands inside the other.
   */
  #elements(whole: readonly Chunk[]): void {
    const { emitter, node } = this;
    const { names } = emitter;
    const holder = names.own('E');
    const out = names.own('x');
    emitter.text(`(() => { let ${this.#name}, ${out}; class ${holder} extends ${names.kit('Elements')} {`);
    for (const member of node.body.body) {
      if (!isElement(member)) continue;
      emitter.text(' ');
      if (this.parts.laterFields.has(member)) {
        if (isPrivate(member)) emitter.text(`${plainKey((member as PropertyDefinition).key)};`);
      } else if (member.type === 'PropertyDefinition') fieldInPlace(emitter, member, this.#keys.get(member));
      else this.#method(member as MethodDefinition, undefined);
    }
    emitter.text(` static { ${this.#name} = ${out} = `);
    emitter.append(whole);
    emitter.text(`; } } return ${out}; })()`);
  }

  #class(superClass: string | undefined): void {
    const { emitter, node, parts } = this;
    const { names } = emitter;
    const nested = parts.constructs && parts.hasElements;
    emitter.text(`class${this.#needsName ? ` ${this.#name}` : ''}${superClass ? ` extends ${superClass}` : ''} {`);
    const members = emitter.capture(() => {
      for (const member of node.body.body) {
        if (nested && isElement(member)) continue;
        emitter.text(' ');
        this.#member(member, this.#keys.get(member));
      }
      if (parts.constructs) this.#ownConstructor();
      this.#later();
    });
    const facts = node.$class!;
    if (parts.constructs) {
      const construction = [
        `body: ${this.#body ?? 'undefined'}`,
        `derived: ${facts.derived}`,
        `Elements: ${nested ? names.own('E') : 'undefined'}`,
        `fields: ${this.#fields ?? 'undefined'}`,
      ];
      this.#wrapping.push(`${names.kit('wrapClass')}(this, { ${construction.join(', ')} });`);
    }
    if (node.$original !== undefined || (!this.#isNamed && (this.#needsName || facts.name !== ''))) {
      this.#wrapping.push(`${names.kit('nameClass')}(this, ${JSON.stringify(facts.name)});`);
    }
    if (this.#wrapping.length > 0) emitter.text(` static { ${this.#wrapping.join(' ')} }`);
    emitter.append(members);
    emitter.text(' }');
  }

  #member(member: Member, key: string | undefined) {
    const { emitter, parts } = this;
    if (member.type === 'StaticBlock') {
      if (!parts.laterStatics.has(member)) emitter.node(member);
      return;
    }
    if (member.type === 'PropertyDefinition') {
      if (parts.laterStatics.has(member)) {
        if (isPrivate(member)) emitter.text(`static ${plainKey(member.key)};`);
      } else if (!parts.laterFields.has(member)) fieldInPlace(emitter, member, key);
      return;
    }
    if (member.kind === 'constructor') {
      if (!parts.constructs) emitter.node(member);
      return;
    }
    this.#method(member, key);
  }

  #method(member: MethodDefinition, key: string | undefined) {
    const { emitter } = this;
    const node = member.value as FunctionNode;
    const fn = node.$function!;
    if (!methodSuspends(member)) {
      if (key === undefined) return emitter.node(member);
      this.#plainMethod(member, node, key);
      return;
    }
    if (member.key.type === 'PrivateIdentifier') return this.#privateMethod(member, node);
    const { names } = emitter;
    const word = member.static ? 'static ' : '';
    const holder = member.static ? 'this' : 'this.prototype';
    const keyText = key ?? JSON.stringify(plainKey(member.key));
    const printedKey = key ? `[${key}]` : emitter.source.slice(member.key.start, member.key.end);
    const make = emitter.facades.factoryOf(fn, key === undefined);
    if (member.kind === 'method') {
      emitter.text(`${word}*${printedKey}`);
      generatorRest(emitter, node);
      const wrap = names.kit(wrapperOf(fn));
      this.#wrapping.unshift(`${wrap}(${names.vu}, ${holder}, ${keyText}, ${make});`);
      return;
    }
    // The accessor's place is taken by an empty one; its body stands under a key of ours.
    const at = this.#hiddenKey(`${member.kind} ${fn.name}`);
    emitter.text(`${word}${member.kind} ${printedKey}(${member.kind === 'set' ? names.own('p1') : ''}) {} `);
    emitter.text(`${word}*[${at}]`);
    generatorRest(emitter, node);
    this.#wrapping.push(
      `${names.kit('wrapAccessor')}(${names.vu}, ${holder}, ${keyText}, "${member.kind}", ${make}, ${at});`,
    );
  }

  /** With a key that has been evaluated before. */
  #plainMethod(member: MethodDefinition, node: FunctionNode, key: string): void {
    const { emitter } = this;
    const { async, generator } = node.$function!;
    const words = [member.static ? 'static ' : '', member.kind === 'method' ? '' : `${member.kind} `];
    emitter.text(`${words.join('')}${async ? 'async ' : ''}${generator ? '*' : ''}[${key}]`);
    emitter.node(node);
  }

  /** Called by what it is; as an accessor's setter it needs a name beside the getter's. */
  #privateMethod(member: MethodDefinition, node: FunctionNode): void {
    const { emitter } = this;
    const word = member.static ? 'static ' : '';
    const key = plainKey(member.key);
    const { names } = emitter;
    // The accessor itself stays declared: what it lacks is still an error.
    if (member.kind !== 'method')
      emitter.text(`${word}${member.kind} ${key}(${member.kind === 'set' ? names.own('p1') : ''}) {} `);
    const suffix = member.kind === 'method' ? '' : names.twinSuffix + member.kind;
    emitter.text(`${word}*${key}${suffix}`);
    generatorRest(emitter, node);
  }

  #hiddenKey(name: string): string {
    return `${this.emitter.names.kit('hiddenKey')}(${this.#hidden++}, ${JSON.stringify(name)})`;
  }

  /** The constructor that others see, and its body as a generator method. */
  #ownConstructor(): void {
    const { emitter, node } = this;
    const { names } = emitter;
    const { constructorFacts, derived } = node.$class!;
    const written = isFunction(constructorFacts.node) ? constructorFacts.node : undefined;
    const count = written ? lengthOf(written) : 0;
    const params = Array.from({ length: count }, (_, i) => names.own(`p${i + 1}`)).join(', ');
    emitter.text(
      ` constructor(${params}) { return ${names.kit('constructToEnd')}(${names.vu}, ${this.#name}, new.target, arguments); }`,
    );
    if (!written) return;
    this.#body = this.#hiddenKey(`new ${node.$class!.name}`);
    emitter.text(` *[${this.#body}]`);
    const construction = { Class: this.#name, derived };
    generatorRest(emitter, written, [names.newTarget], { construction });
  }

  /** Fields and static parts that may wait, as generator methods. */
  #later(): void {
    const { emitter, node, parts } = this;
    const { body } = node.body;
    const fields = body.filter((member) => parts.laterFields.has(member));
    if (fields.length > 0) {
      this.#fields = this.#hiddenKey('');
      emitter.text(` *[${this.#fields}]() {`);
      printInitializers(emitter, fields, this.#keys);
      emitter.text('}');
    }
    const statics = body.filter((member) => parts.laterStatics.has(member));
    if (statics.length === 0) return;
    this.#statics = this.#hiddenKey('');
    emitter.text(` static *[${this.#statics}]() {`);
    printInitializers(emitter, statics, this.#keys);
    emitter.text('}');
  }
}
