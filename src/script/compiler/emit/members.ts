import type { AssignmentExpression, MemberExpression, UpdateExpression } from 'acorn';
import { plainKey } from '../ast.js';
import type { Emitter, Handlers } from './emitter.js';
import { isPlainTarget, keyOperand, type Print, readsPlainly, writesPlainly } from './member-parts.js';
import { privateRead, privateWrite } from './private-members.js';
import { isRenamed, superAsked, superRead, superWrite } from './super-members.js';

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

/** Operators that assign only where the old value says so. */
const LOGICAL: Readonly<Record<string, string>> = { '||=': '||', '&&=': '&&', '??=': '??' };

export function memberAssignment(emitter: Emitter, node: AssignmentExpression, left: MemberExpression) {
  const { operator, right } = node;
  const plain = readsPlainly(left) && writesPlainly(left) && !isRenamed(emitter, left);
  const converts = node.$may === true || (left.computed && left.property.$key === true);
  if (operator === '=') {
    if (isPlainTarget(left) && !isRenamed(emitter, left) && !converts) return emitter.around(node);
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
