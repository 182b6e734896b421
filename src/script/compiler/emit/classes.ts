import type { MethodDefinition, PropertyDefinition } from 'acorn';
import { type ClassNode, type FunctionNode, isFunction, type Node, plainKey } from '../ast.js';
import type { Chunk, Context, Emitter, Handlers } from './emitter.js';
import { blockBody, generatorRest } from './functions.js';
import { computedKey } from './keys.js';
import { isPlainName, temporaries } from './texts.js';
import { becomesTwin, wrapperOf } from './twin-kinds.js';

type Member = ClassNode['body']['body'][number];

export const classHandlers = {
  ClassDeclaration(emitter, node) {
    const name = node.id?.name ?? emitter.names.defaultExport;
    const parts = partsOf(emitter, node);
    if (parts === undefined) return emitter.around(node);
    emitter.text(`let ${name} = `);
    new ClassPrinter(emitter, node, parts).print();
    emitter.text(';');
  },
  ClassExpression(emitter, node) {
    const parts = partsOf(emitter, node);
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

/** What of a class has to be printed differently. Undefined: nothing of the class itself. */
interface Parts {
  /** `new` on it may wait. */
  readonly constructs: boolean;
  /** It has members that an object gets when it is made. */
  readonly hasElements: boolean;
  /** Static fields and blocks from the first on that may wait: they run when the class is there. */
  readonly laterStatics: ReadonlySet<Node>;
  /** Instance fields from the first on that may wait. */
  readonly laterFields: ReadonlySet<Node>;
}

function partsOf(_emitter: Emitter, node: ClassNode): Parts | undefined {
  const facts = node.$class!;
  const { body } = node.body;
  const laterStatics = from(body.filter(isStaticElement));
  const laterFields = from(body.filter(isField));
  const suspends = body.some((member) => member.type === 'MethodDefinition' && methodSuspends(member));
  const awkwardKey =
    node.superClass?.$may || body.some((member) => 'computed' in member && member.computed && hasMay(member.key));
  const isPlain = !facts.constructs && !suspends && laterStatics.size === 0 && !awkwardKey && !node.$may;
  if (isPlain && node.$original === undefined) return undefined;
  return { constructs: facts.constructs, hasElements: body.some(isElement), laterStatics, laterFields };
}

const hasMay = (node: Node): boolean => node.$may === true;

const from = (members: readonly Member[]): ReadonlySet<Node> => {
  const first = members.findIndex(({ $function }) => $function?.suspends === true);
  return new Set(first < 0 ? [] : members.slice(first));
};

const isStaticElement = (member: Member): boolean =>
  member.type === 'StaticBlock' || (member.type === 'PropertyDefinition' && member.static);
const isField = (member: Member): boolean => member.type === 'PropertyDefinition' && !member.static;
const isPrivate = (member: Member): boolean => member.type !== 'StaticBlock' && member.key.type === 'PrivateIdentifier';
/** What the language gives to an object, and not to the prototype. */
const isElement = (member: Member): boolean =>
  isField(member) || (member.type === 'MethodDefinition' && !member.static && isPrivate(member));

function methodSuspends(member: MethodDefinition): boolean {
  const fn = (member.value as FunctionNode).$function!;
  return becomesTwin(fn) && member.kind !== 'constructor';
}

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
      this.#wrapping.push(`${wrap}(${names.vu}, ${holder}, ${keyText}, ${make});`);
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
      this.#initializers(fields);
      emitter.text('}');
    }
    const statics = body.filter((member) => parts.laterStatics.has(member));
    if (statics.length === 0) return;
    this.#statics = this.#hiddenKey('');
    emitter.text(` static *[${this.#statics}]() {`);
    this.#initializers(statics);
    emitter.text('}');
  }

  #initializers(members: readonly Member[]): void {
    const { emitter } = this;
    for (const member of members) {
      const fn = member.$function!;
      const context: Context = { fn, suspends: true, temporaries: new Set(), captures: false };
      emitter.inContext(context, () => {
        const printed = emitter.capture(() => {
          if (member.type === 'StaticBlock') staticStatements(emitter, member);
          else this.#initializer(member as PropertyDefinition);
        });
        emitter.text(' {');
        emitter.text(capturing(emitter, fn));
        emitter.text(temporaries(context));
        emitter.append(printed);
        emitter.text(' }');
      });
    }
  }

  #initializer(member: PropertyDefinition): void {
    const { emitter } = this;
    const { names } = emitter;
    const value = (): void => (member.value ? emitter.operand(member.value) : emitter.text('undefined'));
    if (member.key.type === 'PrivateIdentifier') {
      emitter.text(` this.${plainKey(member.key)} = `);
      value();
      emitter.text(';');
      return;
    }
    const key = this.#keys.get(member) ?? JSON.stringify(plainKey(member.key));
    emitter.text(` ${names.kit('defineField')}(this, ${key}, `);
    value();
    emitter.text(');');
  }
}

/** The variable that is the class and nothing else ever: inside of it the name means the same. V8 shows it in stacks. */
function ownName(node: ClassNode): string | undefined {
  const { name } = node.$class!;
  if (!isPlainName(name)) return undefined;
  const binding = node.$scope!.parent!.find(name);
  return binding?.initial === node && binding.writes === 0 && !binding.redeclared ? name : undefined;
}

const functionOf = (member: Member): Node['$function'] =>
  member.type === 'MethodDefinition' ? (member.value as FunctionNode).$function : undefined;

function lengthOf({ params }: FunctionNode): number {
  const optional = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  return optional < 0 ? params.length : optional;
}

/** Constants for arrow functions in an initialiser that became generator functions. */
function capturing({ names }: Emitter, { captures }: NonNullable<Node['$function']>): string {
  const constants: string[] = [];
  if (captures.self) constants.push(`${names.self} = this`);
  if (captures.newTarget) constants.push(`${names.newTarget} = undefined`);
  if (captures.superMember) {
    constants.push(`${names.readSuper} = (k) => super[k]`, `${names.writeSuper} = (k, v) => super[k] = v`);
  }
  return constants.length > 0 ? ` const ${constants.join(', ')};` : '';
}

/** A field whose initialiser does not wait. */
function fieldInPlace(emitter: Emitter, member: PropertyDefinition, key?: string): void {
  const fn = member.$function!;
  emitter.text(member.static ? 'static ' : '');
  if (key !== undefined) emitter.text(`[${key}]`);
  else if (member.computed) {
    emitter.text('[');
    emitter.node(member.key);
    emitter.text(']');
  } else emitter.slice(member.key.start, member.key.end);
  if (member.value) {
    emitter.text(' = ');
    inFunctionOf(emitter, fn, () => emitter.operand(member.value!));
  }
  emitter.text(';');
}

/** An expression that is a function's whole body: constants and temporaries become parameters of one around it. */
function inFunctionOf(emitter: Emitter, fn: NonNullable<Node['$function']>, print: () => void) {
  const context: Context = { fn, suspends: false, temporaries: new Set(), captures: false };
  const printed = emitter.capture(() => emitter.inContext(context, print));
  const first = capturing(emitter, fn) + temporaries(context);
  if (first === '') return emitter.append(printed);
  emitter.text(`(() => {${first} return `);
  emitter.append(printed);
  emitter.text('; })()');
}

function staticStatements(emitter: Emitter, { body, end }: Extract<Node, { type: 'StaticBlock' }>): void {
  const start = body[0]?.start ?? end;
  blockBody(emitter, body, start, body.at(-1)?.end ?? end);
}

function staticBlock(emitter: Emitter, node: Extract<Node, { type: 'StaticBlock' }>): void {
  const fn = node.$function!;
  const context: Context = { fn, suspends: false, temporaries: new Set(), captures: false };
  emitter.inContext(context, () => {
    const printed = emitter.capture(() => staticStatements(emitter, node));
    emitter.text(`static {${capturing(emitter, fn)}${temporaries(context)}`);
    emitter.append(printed);
    emitter.text(' }');
  });
}
