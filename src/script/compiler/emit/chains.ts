import type { CallExpression, ChainExpression, MemberExpression } from 'acorn';
import { type Node, plainKey } from '../ast.js';
import { possibleValue } from '../values.js';
import { keyOperand } from './access.js';
import type { Emitter, Handlers } from './emitter.js';
import { getterRead } from './members.js';
import { privateCall } from './private-calls.js';

export const chainHandlers = {
  /** `a?.b(c)` with a call that may suspend: a helper can't skip the rest of the chain, so temporaries do it. */
  ChainExpression(emitter, node) {
    if (containsActive(node)) new ChainPrinter(emitter).print(node);
    else emitter.around(node);
  },
} satisfies Handlers;

function containsActive(chain: ChainExpression): boolean {
  for (let node: Node | undefined = chain.expression; node; ) {
    if (node.$site?.active) return true;
    node = node.type === 'MemberExpression' ? node.object : node.type === 'CallExpression' ? node.callee : undefined;
  }
  return false;
}

type Print = () => void;

class ChainPrinter {
  /** Each prints a test that is true when the chain ends there. */
  readonly #guards: Print[] = [];

  constructor(private readonly emitter: Emitter) {}

  print({ expression }: ChainExpression): void {
    const value = this.#part(expression);
    this.emitter.text('(');
    for (const guard of this.#guards) {
      guard();
      this.emitter.text(' ? void 0 : ');
    }
    value();
    this.emitter.text(')');
  }

  #part(node: Node): Print {
    if (node.type === 'MemberExpression') return this.#member(node);
    if (node.type !== 'CallExpression') return () => this.emitter.primary(node);
    const { callee } = node;
    const isMethod = callee.type === 'MemberExpression' && callee.object.type !== 'Super';
    if (isMethod && callee.property.type !== 'PrivateIdentifier') return this.#methodCall(node, callee);
    if (isMethod && node.$site?.active && !node.optional) {
      const object = this.#guardedIf(callee.optional === true, this.#part(callee.object));
      return () => privateCall(this.emitter, node, callee, object);
    }
    return this.#valueCall(node);
  }

  #member(node: MemberExpression): Print {
    const object = this.#guardedIf(node.optional === true, this.#part(node.object));
    if (node.$site?.active) return () => getterRead(this.emitter, node, object);
    return () => {
      object();
      if (node.computed) {
        this.emitter.text('[');
        this.emitter.node(node.property);
        this.emitter.text(']');
      } else this.emitter.text(`.${plainKey(node.property)}`);
    };
  }

  #methodCall(node: CallExpression, callee: MemberExpression): Print {
    const { emitter } = this;
    const { names } = emitter;
    const object = this.#guardedIf(callee.optional === true, this.#part(callee.object));
    if (node.optional) return this.#optionalMethodCall(node, callee, object);
    const value = possibleValue(callee);
    if (node.$site?.active && value.type !== 'native') {
      return () =>
        emitter.maybe(() => {
          emitter.text(`${names.helper('m')}(`);
          object();
          emitter.text(', ');
          keyOperand(emitter, callee);
          emitter.moreOperands(node.arguments);
          emitter.text(')');
        });
    }
    const isOperation = node.$site?.active === true;
    return () => {
      if (isOperation) emitter.text(`${names.helper('r')}(yield `);
      object();
      if (callee.computed) {
        emitter.text('[');
        emitter.node(callee.property);
        emitter.text(']');
      } else emitter.text(`.${plainKey(callee.property)}`);
      if (isOperation) emitter.text(names.property('O'));
      emitter.text('(');
      emitter.operands(node.arguments);
      emitter.text(isOperation ? '))' : ')');
    };
  }

  /** `o.m?.(x)`: the method is looked up once, and called with its object. */
  #optionalMethodCall(node: CallExpression, callee: MemberExpression, object: Print): Print {
    const { emitter } = this;
    const receiver = this.#temporary();
    const method = this.#temporary();
    this.#guards.push(() => {
      emitter.text(`(${method} = (${receiver} = `);
      object();
      emitter.text(')[');
      keyOperand(emitter, callee);
      emitter.text(']) == null');
    });
    const call = (callText: string): void => {
      emitter.text(callText);
      emitter.moreOperands(node.arguments);
      emitter.text(')');
    };
    return () => {
      if (!node.$site?.active) return call(`${method}.call(${receiver}`);
      emitter.maybe(() => call(`${emitter.names.helper('a')}.call(${receiver}, ${method}`));
    };
  }

  #valueCall(node: CallExpression): Print {
    const { emitter } = this;
    const callee = this.#guardedIf(node.optional, this.#part(node.callee));
    return () => {
      if (node.$site?.active) {
        return emitter.maybe(() => {
          emitter.text(`${emitter.names.helper('a')}(`);
          callee();
          emitter.moreOperands(node.arguments);
          emitter.text(')');
        });
      }
      callee();
      emitter.text('(');
      emitter.operands(node.arguments);
      emitter.text(')');
    };
  }

  #guardedIf(isOptional: boolean, value: Print): Print {
    if (!isOptional) return value;
    const name = this.#temporary();
    this.#guards.push(() => {
      this.emitter.text(`(${name} = `);
      value();
      this.emitter.text(') == null');
    });
    return () => this.emitter.text(name);
  }

  #temporary(): string {
    return this.emitter.temporary(this.emitter.names.own(`c${this.emitter.number()}`));
  }
}
