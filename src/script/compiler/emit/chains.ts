import type { CallExpression, ChainExpression, MemberExpression } from 'acorn';
import { isGlobal, type Node } from '../ast.js';
import type { Emitter, Handlers } from './emitter.js';
import { printRead, removal } from './members.js';
import { superRead } from './super-members.js';
import { selfText } from './texts.js';

type Print = () => void;

export const chainHandlers = {
  ChainExpression(emitter, node) {
    if (!hasSites(emitter, node.expression)) return emitter.around(node);
    new Chain(emitter).print(node);
  },
} satisfies Handlers;

/** Does a link of the chain have to be printed differently? */
export function hasSites(emitter: Emitter, node: Node): boolean {
  if (node.type === 'MemberExpression') {
    if (node.object.type === 'Super') return node.$may === true || emitter.context.captures;
    return node.$may === true || (node.computed && node.property.$key === true) || hasSites(emitter, node.object);
  }
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  const inner = callee.type === 'ChainExpression' ? callee.expression : callee;
  return node.$may === true || node.$then === true || hasSites(emitter, inner);
}

/**
 * `a?.b.c(x)?.[y]` as `(t1 = a) == null ? undefined : (t2 = …) == null ? undefined : …`: a link that may wait can't
 * stand inside of the language's own chain. What a question mark asks about is kept in a temporary.
 */
export class Chain {
  readonly #guards: Print[] = [];

  constructor(private readonly emitter: Emitter) {}

  print({ expression }: ChainExpression): void {
    const value = this.#part(expression);
    this.#printGuarded(value);
  }

  /** The chain as receiver and method of a call outside of it: `(o?.m)()`. Leaves both in temporaries. */
  printMethod({ expression }: ChainExpression): { self: string; fn: string } {
    const { emitter } = this;
    const self = emitter.temporary();
    const fn = emitter.temporary();
    const member = expression as MemberExpression;
    const object = this.#object(member);
    emitter.text(`${self} = undefined, ${fn} = `);
    this.#printGuarded(() => {
      emitter.text(`(${self} = `);
      object();
      emitter.text(', ');
      printRead(emitter, member, () => emitter.text(self));
      emitter.text(')');
    });
    return { self, fn };
  }

  /** `delete a?.b`: true where the chain ends early. */
  printRemoval({ expression }: ChainExpression): void {
    const member = expression as MemberExpression;
    const object = this.#object(member);
    this.#printGuarded(() => removal(this.emitter, member, object), 'true');
  }

  #printGuarded(value: Print, otherwise = 'undefined'): void {
    const { emitter } = this;
    emitter.text('(');
    for (const guard of this.#guards) {
      guard();
      emitter.text(` ? ${otherwise} : `);
    }
    value();
    emitter.text(')');
  }

  #part(node: Node): Print {
    const { emitter } = this;
    if (node.type === 'MemberExpression' && node.object.type !== 'Super') {
      const object = this.#object(node);
      return () => printRead(emitter, node, object);
    }
    if (node.type === 'CallExpression' && node.callee.type !== 'Super') return this.#call(node);
    return () => emitter.primary(node);
  }

  #object(node: MemberExpression): Print {
    return this.#guardedIf(node.optional === true, this.#part(node.object));
  }

  #call(node: CallExpression): Print {
    const { callee } = node;
    if (callee.type === 'MemberExpression') return this.#methodCall(node, callee);
    if (callee.type === 'ChainExpression' && callee.expression.type === 'MemberExpression') {
      return this.#chainedCall(node, callee);
    }
    const { emitter } = this;
    const fn = this.#guardedIf(node.optional, this.#part(callee));
    return () => {
      if (!node.$may || isGlobal(callee, 'eval')) {
        fn();
        emitter.text('(');
        emitter.operands(node.arguments);
        emitter.text(')');
        return;
      }
      this.#calling(node, () => {
        emitter.text('undefined, ');
        fn();
      });
    };
  }

  #methodCall(node: CallExpression, callee: MemberExpression): Print {
    const { emitter } = this;
    const receiver = this.emitter.temporary();
    const isSuper = callee.object.type === 'Super';
    const object = isSuper ? () => emitter.text(selfText(emitter)) : this.#object(callee);
    const read = (): void =>
      isSuper ? superRead(emitter, callee) : printRead(emitter, callee, () => emitter.text(receiver));
    if (!node.optional) {
      return () =>
        this.#calling(node, () => {
          emitter.text(`${receiver} = `);
          object();
          emitter.text(', ');
          read();
        });
    }
    const method = emitter.temporary();
    this.#guards.push(() => {
      emitter.text(`(${receiver} = `);
      object();
      emitter.text(`, ${method} = `);
      read();
      emitter.text(') == null');
    });
    return () => this.#calling(node, () => emitter.text(`${receiver}, ${method}`));
  }

  /** `(o?.m)?.()`: the inner chain ends in its parentheses, but `this` comes out of it. */
  #chainedCall(node: CallExpression, callee: ChainExpression): Print {
    const { emitter } = this;
    let found = { self: '', fn: '' };
    const look = (): void => {
      emitter.text('(');
      found = new Chain(emitter).printMethod(callee);
      emitter.text(`, ${found.fn})`);
    };
    if (node.optional) {
      this.#guards.push(() => {
        look();
        emitter.text(' == null');
      });
      return () => this.#calling(node, () => emitter.text(`${found.self}, ${found.fn}`));
    }
    return () =>
      this.#calling(node, () => {
        // The function first: it sets what `this` will be.
        const fn = emitter.temporary();
        emitter.text(`(${fn} = `);
        look();
        emitter.text(`, ${found.self}), ${fn}`);
      });
  }

  /** `call(self, fn, …)`, also for what cannot wait: the method has been looked up already. */
  #calling(node: CallExpression, operands: Print): void {
    const { emitter } = this;
    const print = (): void => {
      emitter.text(`${emitter.names.kit(node.$then && !node.$may ? 'gated' : 'call')}(`);
      operands();
      emitter.moreOperands(node.arguments);
      emitter.text(')');
    };
    if (node.$may) emitter.maybe(print);
    else print();
  }

  #guardedIf(isOptional: boolean, value: Print): Print {
    if (!isOptional) return value;
    const name = this.emitter.temporary();
    this.#guards.push(() => {
      this.emitter.text(`(${name} = `);
      value();
      this.emitter.text(') == null');
    });
    return () => this.emitter.text(name);
  }
}
