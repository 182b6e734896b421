import type { ArrayPattern, AssignmentProperty, ObjectPattern } from 'acorn';
import { type FunctionNode, type Node, patternIdentifiers, plainKey } from '../ast.js';
import { withDefault } from './defaults.js';
import type { Emitter, Handlers } from './emitter.js';
import { computedKey } from './keys.js';
import { isLowered } from './lowered-patterns.js';
import { isPlainTarget } from './member-parts.js';
import { printWrite } from './members.js';
import { argumentsText, selfText, temporaries } from './texts.js';

type Print = () => void;

export const patternHandlers = {
  VariableDeclaration(emitter, node) {
    if (!node.declarations.some(({ id }) => isLowered(id))) return emitter.around(node);
    emitter.text(`${node.kind} `);
    node.declarations.forEach(({ id, init }, at) => {
      if (at > 0) emitter.text(', ');
      if (isLowered(id) && init) declare(emitter, id, () => emitter.operand(init));
      else {
        emitter.node(id);
        if (init) emitter.text(' = ');
        if (init) emitter.operand(init);
      }
    });
    if (emitter.source[node.end - 1] === ';') emitter.text(';');
  },
  CatchClause(emitter, node) {
    const { param } = node;
    if (!param) return emitter.around(node);
    const { names } = emitter;
    const name = param.type === 'Identifier' ? param.name : names.own(`d${emitter.number()}`);
    const caught = `${names.kit('caught')}(${name})`;
    emitter.text(`catch (${name}) { `);
    if (param.type === 'Identifier') emitter.text(`${name} = ${caught}`);
    else if (isLowered(param)) {
      emitter.text('let ');
      declare(emitter, param, () => emitter.text(caught));
    } else {
      emitter.text('let ');
      emitter.node(param);
      emitter.text(` = ${caught}`);
    }
    emitter.text('; ');
    emitter.node(node.body);
    emitter.text(' }');
  },
} satisfies Handlers;

/** Declarators, without the word in front: names of ours for what is taken apart, the script's for the parts. */
export function declare(emitter: Emitter, pattern: Node, value: Print): void {
  switch (pattern.type) {
    case 'Identifier':
      emitter.text(`${pattern.name} = `);
      value();
      return;
    case 'AssignmentPattern':
      declare(emitter, pattern.left, () => withDefault(emitter, value, pattern.right));
      return;
    case 'ObjectPattern': {
      const whole = emitter.names.own(`d${emitter.number()}`);
      emitter.text(`${whole} = ${emitter.names.kit('checked')}(`);
      value();
      emitter.text(')');
      parts(emitter, pattern, whole, (part, print) => {
        emitter.text(', ');
        declare(emitter, part, print);
      });
      return;
    }
    case 'ArrayPattern': {
      const whole = emitter.names.own(`d${emitter.number()}`);
      const names = patternIdentifiers(pattern).map(({ name }) => name);
      emitter.text(`${whole} = `);
      taken(emitter, pattern, value, names);
      names.forEach((name, at) => {
        emitter.text(`, ${name} = ${whole}[${at}]`);
      });
      return;
    }
    default:
      throw new Error(`a pattern declares no ${pattern.type}`);
  }
}

/** An expression that assigns the parts. */
export function assign(emitter: Emitter, pattern: Node, value: Print) {
  switch (pattern.type) {
    case 'AssignmentPattern':
      assign(emitter, pattern.left, () => withDefault(emitter, value, pattern.right));
      return;
    case 'ObjectPattern': {
      const whole = emitter.temporary();
      emitter.text(`${whole} = ${emitter.names.kit('checked')}(`);
      value();
      emitter.text(')');
      parts(emitter, pattern, whole, (part, print) => {
        emitter.text(', ');
        assign(emitter, part, print);
      });
      return;
    }
    case 'ArrayPattern':
      taken(emitter, pattern, value, []);
      return;
    case 'MemberExpression':
      // A key that is converted by the kernel is printed as an operand, to which nothing can be assigned.
      if (!isPlainTarget(pattern) || (pattern.computed && pattern.property.$key)) {
        return printWrite(emitter, pattern, value);
      }
      break;
  }
  emitter.node(pattern);
  emitter.text(' = ');
  value();
}

type PrintPart = (part: Node, value: Print) => void;

/** The properties in their order; then what is left of the object. */
function parts(emitter: Emitter, pattern: ObjectPattern, whole: string, print: PrintPart): void {
  const { names } = emitter;
  const keys: string[] = [];
  const hasRest = pattern.properties.some(({ type }) => type === 'RestElement');
  for (const part of pattern.properties) {
    if (part.type === 'RestElement') {
      print(part.argument, () =>
        emitter.certain(() => emitter.text(`${names.kit('copied')}(${whole}, [${keys.join(', ')}])`)),
      );
      continue;
    }
    let key = propertyKey(emitter, part, hasRest || isMember(part.value));
    keys.push(key.name);
    if (part.computed && isMember(part.value)) {
      const { name, print: evaluate } = key;
      emitter.text(', ');
      evaluate();
      key = { name, print: () => emitter.text(name) };
    }
    print(part.value, () => {
      if (part.$may) {
        emitter.maybe(() => {
          emitter.text(`${names.kit('read')}(${whole}, `);
          key.print();
          emitter.text(')');
        });
        return;
      }
      emitter.text(`${whole}[`);
      key.print();
      emitter.text(']');
    });
  }
}

/** A target that is evaluated itself: behind the property's key, and before the property is read. */
const isMember = (target: Node): boolean =>
  (target.type === 'AssignmentPattern' ? target.left : target).type === 'MemberExpression';

/** A computed key is evaluated once, in its place; what the rest leaves out has to know it. */
function propertyKey(emitter: Emitter, part: AssignmentProperty, isKept: boolean): { name: string; print: Print } {
  if (!part.computed) {
    const name = JSON.stringify(plainKey(part.key));
    return { name, print: () => emitter.text(name) };
  }
  const { key } = part;
  const convert = (): void => (key.$key ? computedKey(emitter, key) : emitter.operand(key));
  if (!isKept) return { name: '', print: convert };
  const name = emitter.temporary();
  return {
    name,
    print: () => {
      emitter.text(`${name} = `);
      convert();
    },
  };
}

/**
 * An array pattern over an iterator that may wait, as a generator of its own: the iterator is asked between the parts,
 * and closed whatever goes wrong. Gives the values of the names.
 */
function taken(emitter: Emitter, pattern: ArrayPattern, value: Print, names: readonly string[]): void {
  const { names: own, context } = emitter;
  const [given, walk, error] = ['s', 'w', 'e'].map((name) => own.own(`${name}${emitter.number()}`)) as [
    string,
    string,
    string,
  ];
  const step = (method: string): void => emitter.text(`(yield* ${own.kit('delegate')}(${walk}.${method}()))`);
  const isOwn = !context.captures && !context.construction;
  const lent = { args: false };
  const inner = { ...context, temporaries: new Set<string>(), renamesSuper: !context.captures, lent };
  const body = emitter.capture(() =>
    emitter.inContext(inner, () => {
      emitter.text(` const ${walk} = yield* ${own.kit('delegate')}(${own.kit('iterate')}(${given})); try {`);
      for (const part of pattern.elements) {
        // In parentheses: a target may begin with a brace.
        emitter.text(' (');
        if (part === null) step('take');
        else if (part.type === 'RestElement') assign(emitter, part.argument, () => step('rest'));
        else assign(emitter, part, () => step('take'));
        emitter.text(');');
      }
      emitter.text(` } catch (${error}) { yield* ${own.kit('delegate')}(${walk}.abandon()); throw ${error}; }`);
      // Also when a generator that waits within the pattern is told to return.
      emitter.text(` finally { yield* ${own.kit('delegate')}(${walk}.close()); }`);
      emitter.text(` return ${names.length > 0 ? `[${names.join(', ')}]` : given};`);
    }),
  );
  emitter.text(`(yield* ${own.kit('through')}(${own.kit('apply')}(function* (${given}`);
  emitter.text(lent.args ? `, ${own.args}) {` : ') {');
  if (names.length > 0) emitter.text(` let ${names.join(', ')};`);
  emitter.text(temporaries(inner));
  emitter.append(body);
  emitter.text(` }, ${isOwn ? selfText(emitter) : 'undefined'}, [`);
  value();
  emitter.text(lent.args ? `, ${argumentsText(emitter)}])))` : '])))');
}

/** Parameters that are taken out of the list of arguments, in the body. */
export function bindParameters(emitter: Emitter, { params }: FunctionNode, list: string): void {
  params.forEach((param, at) => {
    const redeclared = patternIdentifiers(param).some(({ $binding }) => $binding?.redeclared);
    emitter.text(redeclared ? ' var ' : ' let ');
    if (param.type === 'RestElement') {
      declare(emitter, param.argument, () => emitter.text(`${emitter.names.kit('tail')}(${list}, ${at})`));
    } else declareOrKeep(emitter, param, () => emitter.text(`${list}[${at}]`));
    emitter.text(';');
  });
}

function declareOrKeep(emitter: Emitter, param: Node, value: Print) {
  const pattern = param.type === 'AssignmentPattern' ? param.left : param;
  if (pattern.type === 'Identifier' || isLowered(pattern)) return declare(emitter, param, value);
  emitter.node(pattern);
  emitter.text(' = ');
  if (param.type === 'AssignmentPattern') withDefault(emitter, value, param.right);
  else value();
}
