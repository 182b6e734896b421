import type { AnonymousFunctionDeclaration, BlockStatement, FunctionDeclaration, FunctionExpression } from 'acorn';
import { type FunctionNode, type Node, patternIdentifiers } from '../ast.js';
import type { FunctionFacts } from '../model.js';
import { captureAround } from './capture.js';
import type { Context, Emitter, Handlers } from './emitter.js';
import { closureOver, lift } from './lift.js';
import { facadeParameters, isPlainName } from './parameters.js';

export const functionHandlers = {
  FunctionExpression: functionValue,
  ArrowFunctionExpression: functionValue,
  FunctionDeclaration(emitter, node) {
    const fn = node.$function!;
    const name = node.id?.name ?? emitter.names.defaultExport;
    if (!fn.coloured) return plainFunction(emitter, node);
    if (!fn.raw) {
      const twin = name + emitter.names.twinSuffix;
      const start = emitter.names.helper(fn.generator ? 'cgm' : fn.async ? 'ua' : 's');
      const call = `${start}(${emitter.names.vu}, ${twin}.apply(this, arguments))`;
      emitter.text(`function ${name}(${facadeParameters(emitter.names, node)}) { return ${call}; } function* ${twin}`);
    } else emitter.text(`function* ${name}`);
    functionBody(emitter, node);
  },
  AwaitExpression(emitter, node) {
    if (!emitter.context.suspends) return emitter.around(node);
    emitter.text(`${emitter.names.helper('r')}(yield ${emitter.names.helper('aw')}(`);
    emitter.operand(node.argument);
    emitter.text('))');
  },
  YieldExpression(emitter, node) {
    const { fn, suspends } = emitter.context;
    const { names } = emitter;
    if (!fn.generator || !suspends) return emitter.around(node);
    emitter.text(node.delegate ? `(yield* ${names.helper('yd')}(` : `${names.helper('r')}(yield ${names.helper('y')}(`);
    if (node.argument) emitter.operand(node.argument);
    emitter.text('))');
  },
  BlockStatement(emitter, node) {
    emitter.text('{');
    statements(emitter, node);
    emitter.text('}');
  },
} satisfies Handlers;

function functionValue(emitter: Emitter, node: FunctionNode): void {
  const fn = node.$function!;
  if (!fn.coloured) {
    plainFunction(emitter, node);
    return;
  }
  if (fn.raw) {
    generatorFunction(emitter, node);
    return;
  }
  const ownName = refersToItself(node) ? (node as FunctionExpression).id!.name : undefined;
  if (ownName !== undefined) emitter.text(`((${ownName}) => ${ownName} = `);
  emitter.text(`${wrapperOf(emitter, fn)}(${emitter.names.vu}, `);
  const lifted = liftBody(emitter, node);
  if (lifted) emitter.text(closureOver(emitter.names, node, lifted));
  else generatorFunction(emitter, node);
  emitter.text(ownName === undefined ? ')' : '))()');
}

/** A function expression that uses its own name needs it to mean the function that others see. */
export const refersToItself = (node: FunctionNode): boolean =>
  node.type === 'FunctionExpression' && node.id?.$binding !== undefined && node.id.$binding.references.length > 0;

/** The helper that makes a value of a function's body. */
export const wrapperOf = ({ names }: Emitter, fn: FunctionFacts): string =>
  names.helper(fn.generator ? 'cg' : fn.async ? 'cu' : 'c');

/** A function that stays as it is; code in it may not. */
export function plainFunction(emitter: Emitter, node: FunctionNode): void {
  emitter.inContext(plainContext(emitter.context, node), () => emitter.around(node));
}

/** Temporaries that it needs stand in the function around it. */
function plainContext({ captures, construction, temporaries }: Context, node: Node): Context {
  const isArrow = node.type === 'ArrowFunctionExpression';
  const plain = { fn: node.$function!, suspends: false, temporaries, captures: isArrow && captures };
  return isArrow && construction ? { ...plain, construction } : plain;
}

/** A literal callback for a callee that takes it in raw form. */
export function rawCallback(emitter: Emitter, node: FunctionNode): void {
  const lifted = liftBody(emitter, node);
  if (!lifted) generatorFunction(emitter, node);
  else if (lifted.arguments === '' && node.type === 'ArrowFunctionExpression') emitter.text(lifted.name);
  else emitter.text(`(${closureOver(emitter.names, node, lifted)})`);
}

function liftBody(emitter: Emitter, node: FunctionNode) {
  return lift(emitter, node, (lead, context) => functionBody(emitter, node, lead, context));
}

/** `function* …` for a function expression or an arrow function. */
export function generatorFunction(emitter: Emitter, node: FunctionNode): void {
  const fn = node.$function!;
  captureAround(emitter, node, () => {
    if (isPlainName(fn.name) && !fn.raw) {
      // A method, so that the name is seen in stacks and binds nothing in the body.
      emitter.text(`({*${fn.name}`);
      functionBody(emitter, node);
      emitter.text(`}).${fn.name}`);
    } else {
      emitter.text('function*');
      functionBody(emitter, node);
    }
  });
}

/** `(parameters) { … }` */
export function functionBody(
  emitter: Emitter,
  node: FunctionNode,
  lead: readonly string[] = [],
  more: Partial<Context> = {},
): void {
  const fn = node.$function!;
  const isArrow = node.type === 'ArrowFunctionExpression';
  const captures = isArrow && (fn.coloured || emitter.context.captures);
  const context: Context = { fn, suspends: fn.coloured, temporaries: new Set(), captures, ...more };
  emitter.inContext(context, () => {
    emitter.text('(');
    if (lead.length > 0) emitter.text(lead.join(', ') + (node.params.length > 0 ? ', ' : ''));
    const rest = emitter.names.own('p');
    const blocking = fn.blocksInParameters ? node.params.findIndex(isOptional) : node.params.length;
    parameters(emitter, node.params.slice(0, blocking));
    if (fn.blocksInParameters) emitter.text(`${blocking > 0 ? ', ' : ''}...${rest}`);
    emitter.text(') {');
    const body = emitter.capture(() => {
      const { construction } = context;
      if (construction?.hasFields && !construction.isDerived)
        emitter.text(` yield* this.#${emitter.names.own('init')}();`);
      if (fn.blocksInParameters) {
        // Not `var`, so that a default can't use what comes after it.
        const names = patternNames(node.params.slice(blocking));
        emitter.text(names.some((name) => node.$scope!.names.get(name)?.redeclared) ? ' var [' : ' let [');
        parameters(emitter, node.params.slice(blocking));
        emitter.text(`] = ${rest};`);
      }
      if (node.body.type === 'BlockStatement') statements(emitter, node.body);
      else {
        emitter.text(' return ');
        emitter.operand(node.body);
        emitter.text(';');
      }
    });
    if (context.temporaries.size > 0) emitter.text(` let ${[...context.temporaries].join(', ')};`);
    emitter.append(body);
    emitter.text('}');
  });
}

const isOptional = ({ type }: Node): boolean => type !== 'Identifier';

const patternNames = (patterns: readonly Node[]): string[] =>
  patterns.flatMap((pattern) => patternIdentifiers(pattern).map(({ name }) => name));

function parameters(emitter: Emitter, params: readonly Node[]): void {
  params.forEach((param, i) => {
    if (i > 0) emitter.text(', ');
    emitter.node(param);
  });
}

/** The inside of a block. Hoisted functions get their twins at its beginning, where they can be used already. */
export function statements(emitter: Emitter, block: BlockStatement): void {
  for (const statement of block.body) linkTwin(emitter, statement);
  let at = block.start + 1;
  for (const statement of block.body) {
    emitter.slice(at, statement.start);
    emitter.node(statement);
    at = statement.end;
  }
  emitter.slice(at, block.end - 1);
}

/** `f[$$G] = f$g;` for a function declaration that is used as a value. */
export function linkTwin(emitter: Emitter, statement: Node): void {
  const declaration = declarationOf(statement);
  const fn = declaration?.$function;
  if (!declaration || !fn?.coloured || fn.raw || fn.generator) return;
  const { names } = emitter;
  const name = declaration.id?.name ?? names.defaultExport;
  const twin = name + names.twinSuffix;
  if (fn.async) emitter.text(`${names.helper('lu')}(${names.vu}, ${name}, ${twin});`);
  else emitter.text(`${name}${names.property('G')} = ${twin};`);
}

function declarationOf(statement: Node): FunctionDeclaration | AnonymousFunctionDeclaration | undefined {
  const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  const declaration = (isExport ? statement.declaration : statement) as Node | null | undefined;
  return declaration?.type === 'FunctionDeclaration' ? declaration : undefined;
}
