import { type FunctionNode, type Node, plainKey } from '../ast.js';
import type { FunctionFacts } from '../model.js';
import type { Names } from './names.js';

/** Kinds of functions that all kinds below can be. */
export type Form = 'plain' | 'async' | 'generator' | 'asyncGenerator';

export const formOf = ({ async, generator }: FunctionFacts): Form =>
  async && generator ? 'asyncGenerator' : generator ? 'generator' : async ? 'async' : 'plain';

export type FacadeKind = 'arrow' | 'function' | 'method' | 'get' | 'set';

/**
 * The ordinary functions that stand for generator functions wherever they are values. Each has the kind, the name and
 * the `length` of what was written; one factory for each such shape stands at the beginning of the emitted text.
 */
export class Facades {
  readonly #factories = new Map<string, string>();

  constructor(private readonly names: Names) {}

  /** Name of the factory. `name` undefined: it is given when the function is made. */
  factory(kind: FacadeKind, form: Form, name: string | undefined, length: number): string {
    const text = this.#print(kind, form, name, length);
    let id = this.#factories.get(text);
    if (id === undefined) this.#factories.set(text, (id = this.names.own(`F${this.#factories.size}`)));
    return id;
  }

  /** For a function as it stands in the text. `isNamed` false: its name is given when it is made. */
  factoryOf(fn: FunctionFacts, isNamed = true): string {
    const kind: FacadeKind =
      fn.kind === 'arrow'
        ? 'arrow'
        : fn.kind === 'getter'
          ? 'get'
          : fn.kind === 'setter'
            ? 'set'
            : fn.kind === 'method' || fn.kind === 'objectMethod'
              ? 'method'
              : 'function';
    return this.factory(kind, formOf(fn), isNamed ? fn.name : undefined, lengthOf(fn.node as FunctionNode));
  }

  declarations(): string {
    return [...this.#factories].map(([text, id]) => `const ${id} = ${text};\n`).join('');
  }

  #print(kind: FacadeKind, form: Form, name: string | undefined, length: number): string {
    const { names } = this;
    const params = parameters(names, length);
    const async = form === 'async';
    const word = async || form === 'asyncGenerator' ? 'async ' : '';
    const star = form === 'generator' || form === 'asyncGenerator' ? '*' : '';
    const [v, g, n] = [names.own('v'), names.own('g'), names.own('n')];
    const head = `(${v}, ${g}, ${n}) =>`;
    const key = name === undefined ? `[${n}]` : name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
    const at = name === undefined ? `[${n}]` : `[${JSON.stringify(name)}]`;
    const run = (self: string, args: string): string =>
      form === 'asyncGenerator'
        ? `yield* ${names.kit('asyncSteps')}(${v}, ${g}, ${self}, ${args})`
        : async
          ? `${names.kit('startAsync')}(${v}, ${g}, ${self}, ${args})`
          : `${star && `yield* ${names.kit('through')}(`}${names.kit('toEnd')}(${v}, ${g}, ${self}, ${args})${star && ')'}`;
    switch (kind) {
      case 'arrow': {
        const rest = [...params, `...${names.own('a')}`].join(', ');
        const made = `${word}(${rest}) => ${run('undefined', `[${rest}]`)}`;
        return name === '' ? `${head} ${made}` : `${head} ({ ${key}: ${made} })${at}`;
      }
      case 'function': {
        const constructs =
          async || star
            ? ''
            : `if (new.target !== undefined) return ${names.kit('constructFunctionToEnd')}(${v}, ${g}, new.target, arguments); `;
        const made = `${word}function${star} (${params.join(', ')}) { ${constructs}return ${run('this', 'arguments')}; }`;
        return name === '' ? `${head} ${made}` : `${head} ({ ${key}: ${made} })${at}`;
      }
      case 'method':
        return `${head} ({ ${word}${star}${key}(${params.join(', ')}) { return ${run('this', 'arguments')}; } })${at}`;
      default: {
        const param = kind === 'set' ? names.own('p1') : '';
        const accessor = `{ ${kind} ${key}(${param}) { return ${run('this', 'arguments')}; } }`;
        return `${head} ${names.kit('accessorOf')}(${accessor}, ${name === undefined ? n : JSON.stringify(name)}, "${kind}")`;
      }
    }
  }
}

const parameters = (names: Names, count: number): string[] =>
  Array.from({ length: count }, (_, i) => names.own(`p${i + 1}`));

/** What `length` of the function says. */
export function lengthOf({ params }: FunctionNode): number {
  const optional = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  return optional < 0 ? params.length : optional;
}

/** A key as an expression. */
export const keyText = (key: Node): string => JSON.stringify(plainKey(key));
