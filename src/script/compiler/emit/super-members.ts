import type { MemberExpression } from 'acorn';
import { plainKey } from '../ast.js';
import type { Emitter } from './emitter.js';
import { keyOperand, type Print, readsPlainly, writesPlainly } from './member-parts.js';
import { selfText } from './texts.js';

/** Must `super` be reached through the functions that the prologue keeps, or through the class? */
const isRenamedSuper = ({ context }: Emitter): boolean =>
  context.captures || context.renamesSuper === true || context.construction !== undefined;

export const isRenamed = (emitter: Emitter, node: MemberExpression): boolean =>
  node.object.type === 'Super' && isRenamedSuper(emitter);

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
      keyOperand(emitter, node);
      emitter.text(']');
    } else emitter.text(`.${plainKey(node.property)}`);
  }
}

/** `super[key]` where reading may wait. */
export function superAsked(emitter: Emitter, key: Print): void {
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

const SUPER_WRITE = '(k, v) => super[k] = v';

export function superWrite(emitter: Emitter, node: MemberExpression, value: Print, key: Print) {
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
