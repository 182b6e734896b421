import type { AssignmentExpression, MemberExpression, UpdateExpression } from 'acorn';
import { type FunctionNode, plainKey } from '../ast.js';
import type { Emitter, Handlers } from './emitter.js';
import { formOf, lengthOf } from './facades.js';
import { selfText } from './texts.js';
import { becomesTwin, makerOf } from './twin-kinds.js';

type Print = () => void;

export const memberHandlers = {
  MemberExpression(emitter, node) {
    if (node.object.type === 'Super') return superRead(emitter, node);
    if (readsPlainly(node) && !(node.computed && node.property.$key)) return emitter.around(node);
    printRead(emitter, node, () => emitter.primary(node.object));
  },
  UpdateExpression(emitter, node) {
    const { argument } = node;
    const isMember = argument.type === 'MemberExpression' && !(readsPlainly(argument) && writesPlainly(argument));
    const superMember = argument.type === 'MemberExpression' && isRenamed(emitter, argument);
    if (!isMember && !superMember && !node.$may) return emitter.around(node);
    update(emitter, node);
  },
} satisfies Handlers;

/** Is reading the member the language's own affair? */
export function readsPlainly(node: MemberExpression): boolean {
  if (node.property.type !== 'PrivateIdentifier') return node.$may !== true;
  const { get, method } = node.$private ?? {};
  return !(get?.$function?.suspends || (method?.$function && becomesTwin(method.$function)));
}

export function writesPlainly(node: MemberExpression): boolean {
  if (node.property.type === 'PrivateIdentifier') return node.$private?.set?.$function?.suspends !== true;
  return node.$may !== true;
}

/** Must `super` be reached through the functions that the prologue keeps, or through the class? */
const isRenamedSuper = ({ context }: Emitter): boolean =>
  context.captures || context.renamesSuper === true || context.construction !== undefined;

const isRenamed = (emitter: Emitter, node: MemberExpression): boolean =>
  node.object.type === 'Super' && isRenamedSuper(emitter);

/** The key as an operand. */
export function keyOperand(emitter: Emitter, { computed, property }: MemberExpression): void {
  if (!computed) emitter.text(JSON.stringify(plainKey(property)));
  else if (property.$key) {
    emitter.maybe(() => {
      emitter.text(`${emitter.names.kit('key')}(`);
      emitter.operand(property);
      emitter.text(')');
    });
  } else emitter.operand(property);
}

/** Reads a member of an object that `object` prints; where it may wait, through the kit. */
export function printRead(emitter: Emitter, node: MemberExpression, object: Print) {
  const { names } = emitter;
  if (node.property.type === 'PrivateIdentifier') return privateRead(emitter, node, object);
  if (readsPlainly(node) && !(node.computed && node.property.$key)) {
    object();
    if (node.computed) {
      emitter.text('[');
      emitter.node(node.property);
      emitter.text(']');
    } else emitter.text(`.${plainKey(node.property)}`);
    return;
  }
  emitter.maybe(() => {
    emitter.text(`${names.kit('read')}(`);
    object();
    emitter.text(', ');
    keyOperand(emitter, node);
    emitter.text(')');
  });
}

function privateRead(emitter: Emitter, node: MemberExpression, object: Print): void {
  const { names } = emitter;
  const key = plainKey(node.property);
  const { get, method } = node.$private ?? {};
  if (get?.$function?.suspends) {
    emitter.certain(() => {
      object();
      emitter.text(`.${key}${names.twinSuffix}get()`);
    });
    return;
  }
  const fn = method?.$function;
  if (fn && becomesTwin(fn)) {
    const make = emitter.facades.factory('method', formOf(fn), key, lengthOf(method as FunctionNode));
    emitter.text(`${names.kit('privateMethod')}(${names.kit(makerOf(fn))}, ${names.vu}, ${make}, `);
    object();
    emitter.text(`.${key})`);
    return;
  }
  object();
  emitter.text(`.${key}`);
}

/** `super.name` as a value. */
export function superRead(emitter: Emitter, node: MemberExpression) {
  const { names, context } = emitter;
  if (!readsPlainly(node)) return superAsked(emitter, () => keyOperand(emitter, node));
  if (context.construction) {
    emitter.text(`${names.kit('superMember')}(${homeText(emitter)}, `);
    keyOperand(emitter, node);
    emitter.text(`, ${selfText(emitter)})`);
  } else if (context.captures || context.renamesSuper) {
    emitter.text(`${names.readSuper}(`);
    keyOperand(emitter, node);
    emitter.text(')');
  } else {
    emitter.text('super');
    if (node.computed) {
      emitter.text('[');
      emitter.node(node.property);
      emitter.text(']');
    } else emitter.text(`.${plainKey(node.property)}`);
  }
}

/** `super[key]` where reading may wait. */
function superAsked(emitter: Emitter, key: Print): void {
  const { names, context } = emitter;
  emitter.maybe(() => {
    if (context.construction) emitter.text(`${names.kit('readSuper')}(${homeText(emitter)}, `);
    else emitter.text(`${names.kit('readBy')}(${isRenamedSuper(emitter) ? names.readSuper : '(k) => super[k]'}, `);
    key();
    emitter.text(context.construction ? `, ${selfText(emitter)})` : ')');
  });
}

/** The object whose prototype `super` starts from, where a class has a name for it. */
function homeText({ context }: Emitter): string | undefined {
  const { home } = context.fn;
  const Class = context.construction?.Class ?? home.class?.reference;
  if (Class === undefined) return undefined;
  return home.isStatic ? Class : `${Class}.prototype`;
}

/** Assigns what `value` prints; the result is the value. */
export function printWrite(emitter: Emitter, node: MemberExpression, value: Print, object?: Print, key?: Print) {
  const { names } = emitter;
  const printObject = object ?? (() => emitter.operand(node.object));
  const printKey = key ?? (() => keyOperand(emitter, node));
  if (node.object.type === 'Super') return superWrite(emitter, node, value, printKey);
  if (node.property.type === 'PrivateIdentifier') return privateWrite(emitter, node, value, printObject);
  if (writesPlainly(node)) {
    printObject();
    if (node.computed) {
      emitter.text('[');
      printKey();
      emitter.text('] = ');
    } else emitter.text(`.${plainKey(node.property)} = `);
    value();
    return;
  }
  emitter.maybe(() => {
    emitter.text(`${names.kit('write')}(`);
    printObject();
    emitter.text(', ');
    printKey();
    emitter.text(', ');
    value();
    emitter.text(')');
  });
}

function privateWrite(emitter: Emitter, node: MemberExpression, value: Print, object: Print): void {
  const key = plainKey(node.property);
  if (!node.$private?.set?.$function?.suspends) {
    object();
    emitter.text(`.${key} = `);
    value();
    return;
  }
  const written = emitter.temporary();
  const target = emitter.temporary();
  emitter.text(`(${target} = `);
  object();
  emitter.text(`, ${written} = `);
  value();
  emitter.text(', ');
  emitter.certain(() => emitter.text(`${target}.${key}${emitter.names.twinSuffix}set(${written})`));
  emitter.text(`, ${written})`);
}

const SUPER_WRITE = '(k, v) => super[k] = v';

function superWrite(emitter: Emitter, node: MemberExpression, value: Print, key: Print) {
  const { names, context } = emitter;
  if (!writesPlainly(node) || context.construction) {
    emitter.maybe(() => {
      if (context.construction) emitter.text(`${names.kit('writeSuper')}(${homeText(emitter)}, `);
      else emitter.text(`${names.kit('writeBy')}(${isRenamedSuper(emitter) ? names.writeSuper : SUPER_WRITE}, `);
      key();
      emitter.text(', ');
      value();
      emitter.text(context.construction ? `, ${selfText(emitter)})` : ')');
    });
    return;
  }
  if (context.captures || context.renamesSuper) {
    emitter.text(`${names.writeSuper}(`);
    key();
    emitter.text(', ');
    value();
    emitter.text(')');
    return;
  }
  emitter.text('super[');
  key();
  emitter.text('] = ');
  value();
}

/** Operators that assign only where the old value says so. */
const LOGICAL: Readonly<Record<string, string>> = { '||=': '||', '&&=': '&&', '??=': '??' };

export function memberAssignment(emitter: Emitter, node: AssignmentExpression, left: MemberExpression) {
  const { operator, right } = node;
  const plain = readsPlainly(left) && writesPlainly(left) && !isRenamed(emitter, left);
  const converts = node.$may === true || (left.computed && left.property.$key === true);
  if (operator === '=') {
    if (writesPlainly(left) && !isRenamed(emitter, left) && !converts) return emitter.around(node);
    emitter.text('(');
    printWrite(emitter, left, () => emitter.operand(right));
    emitter.text(')');
    return;
  }
  if (plain && !converts) return emitter.around(node);
  // The object and the key are looked at once.
  emitter.text('(');
  const { object, key } = reference(emitter, left);
  const read = (): void => readAgain(emitter, left, object, key);
  const word = LOGICAL[operator];
  if (word) {
    read();
    emitter.text(` ${word} (`);
    printWrite(emitter, left, () => emitter.operand(right), object, key);
    emitter.text('))');
    return;
  }
  printWrite(emitter, left, () => combined(emitter, node, read), object, key);
  emitter.text(')');
}

/** Puts object and key into temporaries, and a comma behind. */
function reference(emitter: Emitter, node: MemberExpression): { object: Print; key: Print } {
  let object: Print = () => emitter.text('super');
  if (node.object.type !== 'Super') {
    const name = emitter.temporary();
    emitter.text(`${name} = `);
    emitter.operand(node.object);
    emitter.text(', ');
    object = () => emitter.text(name);
  }
  if (!node.computed) return { object, key: () => emitter.text(JSON.stringify(plainKey(node.property))) };
  const name = emitter.temporary();
  emitter.text(`${name} = `);
  keyOperand(emitter, node);
  emitter.text(', ');
  return { object, key: () => emitter.text(name) };
}

function readAgain(emitter: Emitter, node: MemberExpression, object: Print, key: Print) {
  const { names, context } = emitter;
  if (node.property.type === 'PrivateIdentifier') return privateRead(emitter, node, object);
  if (node.object.type === 'Super') {
    if (!readsPlainly(node) || context.construction) return superAsked(emitter, key);
    const renamed = context.captures || context.renamesSuper === true;
    emitter.text(renamed ? `${names.readSuper}(` : 'super[');
    key();
    emitter.text(renamed ? ')' : ']');
    return;
  }
  if (readsPlainly(node)) {
    object();
    emitter.text('[');
    key();
    emitter.text(']');
    return;
  }
  emitter.maybe(() => {
    emitter.text(`${names.kit('read')}(`);
    object();
    emitter.text(', ');
    key();
    emitter.text(')');
  });
}

/** `old <operator> right` */
function combined(emitter: Emitter, { operator, right, $may }: AssignmentExpression, read: Print): void {
  const word = operator.slice(0, -1);
  if ($may) {
    emitter.maybe(() => {
      emitter.text(`${emitter.names.kit('binary')}("${word}", `);
      read();
      emitter.text(', ');
      emitter.operand(right);
      emitter.text(')');
    });
    return;
  }
  emitter.text('(');
  read();
  emitter.text(` ${word} (`);
  emitter.node(right);
  emitter.text('))');
}

/** `name += value` where a conversion may wait. */
export function convertingAssignment(emitter: Emitter, node: AssignmentExpression): void {
  emitter.text('(');
  emitter.node(node.left);
  emitter.text(' = ');
  combined(emitter, node, () => emitter.node(node.left));
  emitter.text(')');
}

/** `++` and `--`, on temporaries, so that BigInts stay what they are. */
function update(emitter: Emitter, { argument, operator, prefix, $may }: UpdateExpression): void {
  const { names } = emitter;
  const value = emitter.temporary();
  const old = emitter.temporary();
  emitter.text('(');
  const member = argument.type === 'MemberExpression' ? argument : undefined;
  const { object, key } = member ? reference(emitter, member) : { object: () => {}, key: () => {} };
  emitter.text(`${value} = `);
  const read = (): void => (member ? readAgain(emitter, member, object, key) : emitter.node(argument));
  if ($may) {
    emitter.maybe(() => {
      emitter.text(`${names.kit('unary')}("n", `);
      read();
      emitter.text(')');
    });
  } else read();
  emitter.text(`, ${old} = ${value}${operator}, `);
  if (member) printWrite(emitter, member, () => emitter.text(value), object, key);
  else {
    emitter.node(argument);
    emitter.text(` = ${value}`);
  }
  emitter.text(`, ${prefix ? value : old})`);
}

/** `delete object[key]`, where that may wait. */
export function removal(emitter: Emitter, argument: MemberExpression, object: Print): void {
  emitter.maybe(() => {
    emitter.text(`${emitter.names.kit('remove')}(`);
    object();
    emitter.text(', ');
    keyOperand(emitter, argument);
    emitter.text(')');
  });
}
