import type { FunctionNode } from '../ast.js';
import type { FunctionFacts } from '../model.js';
import { blockBody } from './blocks.js';
import type { Context, Emitter, Handlers } from './emitter.js';
import { lengthOf } from './facades.js';
import { lift } from './lift.js';
import { bindParameters } from './patterns.js';
import { prologue } from './prologue.js';
import { argumentsText, isPlainName, selfText, temporaries } from './texts.js';
import { becomesTwin, makerOf } from './twin-kinds.js';

export const functionHandlers = {
  FunctionDeclaration(emitter, node) {
    const fn = node.$function!;
    if (!becomesTwin(fn)) return functionInPlace(emitter, node);
    const name = node.id?.name ?? emitter.names.defaultExport;
    const twin = name + emitter.names.twinSuffix;
    emitter.text(hoistedFacade(emitter, node, name, twin));
    emitter.text(' ');
    printTwin(emitter, node, twin);
  },
  FunctionExpression: namedValue,
  ArrowFunctionExpression: namedValue,
  BlockStatement(emitter, node) {
    emitter.text('{');
    blockBody(emitter, node.body, node.start + 1, node.end - 1);
    emitter.text('}');
  },
  ThisExpression(emitter) {
    emitter.text(selfText(emitter));
  },
  MetaProperty(emitter, node) {
    if (node.meta.name !== 'new') return emitter.around(node);
    emitter.text(newTargetText(emitter));
  },
  Identifier(emitter, node) {
    // Keys and labels are no references.
    const isReference = node.$in !== undefined && !node.$binding;
    if (isReference && node.name === 'arguments') emitter.text(argumentsText(emitter));
    else if (node.$onGlobal) emitter.text(`globalThis.${node.name}`);
    else emitter.around(node);
  },
} satisfies Handlers;

function newTargetText({ context, names }: Emitter): string {
  const { captures, construction, fn } = context;
  if (captures || construction) return names.newTarget;
  const { home } = fn;
  if (!home.suspends) return 'new.target';
  return home.kind === 'declaration' || home.kind === 'expression' ? names.newTarget : 'undefined';
}

function namedValue(emitter: Emitter, node: FunctionNode) {
  if (node.$original === undefined) return functionValue(emitter, node);
  emitter.text(`${emitter.names.kit('named')}(`);
  functionValue(emitter, node);
  emitter.text(`, ${JSON.stringify(node.$original)})`);
}

function functionValue(emitter: Emitter, node: FunctionNode) {
  const fn = node.$function!;
  if (!becomesTwin(fn)) return functionInPlace(emitter, node);
  const { names } = emitter;
  const own = node.type === 'FunctionExpression' && node.id ? node.id : undefined;
  const refersToItself = own !== undefined && (own.$binding?.references.length ?? 0) > 0;
  const made = () => {
    const make = emitter.facades.factoryOf(fn);
    const asks = fn.kind === 'expression' && fn.uses.newTarget && !fn.async && !fn.generator;
    emitter.text(`${names.kit(makerOf(fn))}(${names.vu}, ${make}, ${asks ? `${names.kit('asks')}(` : ''}`);
    twinValue(emitter, node);
    emitter.text(asks ? '))' : ')');
  };
  if (!refersToItself) return made();
  // Its own name inside of it means the function that others see.
  emitter.text(`(() => { const ${own.name} = `);
  made();
  emitter.text(`; return ${own.name}; })()`);
}

/** The generator function as a value: one for all closures where that can be, else one for each. */
export function twinValue(emitter: Emitter, node: FunctionNode): void {
  const lifted = lift(emitter, node, (lead, context) => printTwin(emitter, node, '', lead, context));
  if (lifted) emitter.text(lifted);
  else printTwin(emitter, node, twinName(emitter, node.$function!));
}

/** For stacks. */
export function twinName({ names }: Emitter, { name }: FunctionFacts): string {
  return isPlainName(name) ? name + names.twinSuffix : '';
}

/** `function f(a, b) { … }`, hoisted, that runs its twin to the end. */
function hoistedFacade(emitter: Emitter, node: FunctionNode, name: string, twin: string): string {
  const { names } = emitter;
  const { async, generator } = node.$function!;
  const params = Array.from({ length: lengthOf(node) }, (_, i) => names.own(`p${i + 1}`)).join(', ');
  const run = async
    ? `${names.kit('startAsync')}(${names.vu}, ${twin}, this, arguments)`
    : `${names.kit('toEnd')}(${names.vu}, ${twin}, this, arguments)`;
  if (async && generator) {
    const steps = `${names.kit('asyncSteps')}(${names.vu}, ${twin}, this, arguments)`;
    return `async function* ${name}(${params}) { return yield* ${steps}; }`;
  }
  if (generator) return `function* ${name}(${params}) { return yield* ${names.kit('through')}(${run}); }`;
  const constructs = async
    ? ''
    : `if (new.target !== undefined) return ${names.kit('constructFunctionToEnd')}(${names.vu}, ${twin}, new.target, arguments); `;
  return `${async ? 'async ' : ''}function ${name}(${params}) { ${constructs}return ${run}; }`;
}

/** `function* name(params) { … }` that does what the function does. */
export function printTwin(
  emitter: Emitter,
  node: FunctionNode,
  name: string,
  lead: readonly string[] = [],
  context: Partial<Context> = {},
): void {
  emitter.text(`function* ${name}`);
  generatorRest(emitter, node, lead, context);
}

/** Parameters and body of a generator function. `lead`: parameters of ours in front. */
export function generatorRest(
  emitter: Emitter,
  node: FunctionNode,
  lead: readonly string[] = [],
  context: Partial<Context> = {},
) {
  const fn = node.$function!;
  const outer = emitter.context;
  const inner: Context = {
    fn,
    suspends: true,
    temporaries: new Set(),
    captures: fn.isArrow,
    construction: fn.isArrow ? outer.construction : undefined,
    block: undefined,
    ...context,
  };
  emitter.inContext(inner, () => {
    const complex = fn.complexParameters;
    const list = emitter.names.own('p');
    emitter.text('(');
    emitter.text([...lead, ...(complex ? [`...${list}`] : [])].join(', '));
    if (!complex) {
      node.params.forEach((param, i) => {
        if (i > 0 || lead.length > 0) emitter.text(', ');
        emitter.node(param);
      });
    }
    emitter.text(') {');
    const parameters = complex ? emitter.capture(() => bindParameters(emitter, node, list)) : [];
    const body = emitter.capture(() => functionBody(emitter, node));
    const derived = inner.construction?.derived === true && !fn.isArrow;
    if (derived) emitter.text(` let ${emitter.names.self};`);
    emitter.text(prologue(emitter, fn, lead));
    emitter.append(parameters);
    emitter.append(body);
    if (derived) emitter.text(` return ${emitter.names.kit('boundThis')}(${emitter.names.self}); `);
    emitter.text('}');
  });
}

function functionBody(emitter: Emitter, { body, $function }: FunctionNode) {
  if ($function!.generator && body.type === 'BlockStatement') {
    emitter.text(` return ${emitter.names.kit('apply')}(function* () {`);
    const context = { ...emitter.context, temporaries: new Set<string>(), renamesSuper: true };
    emitter.inContext(context, () => {
      const printed = emitter.capture(() => blockBody(emitter, body.body, body.start + 1, body.end - 1));
      emitter.text(temporaries(context));
      emitter.append(printed);
    });
    return emitter.text('}, this, arguments); ');
  }
  if (body.type === 'BlockStatement') return blockBody(emitter, body.body, body.start + 1, body.end - 1);
  emitter.text(' return ');
  emitter.operand(body);
  emitter.text('; ');
}

/** A function that stays as it is written: ordinary, or a generator function. */
function functionInPlace(emitter: Emitter, node: FunctionNode): void {
  const fn = node.$function!;
  const outer = emitter.context;
  const context: Context = {
    fn,
    suspends: fn.suspends,
    temporaries: new Set(),
    captures: fn.isArrow && outer.captures,
    construction: fn.isArrow ? outer.construction : undefined,
    ...(fn.isArrow && { renamesSuper: outer.renamesSuper === true, lent: outer.lent }),
    block: undefined,
  };
  emitter.inContext(context, () => {
    const { body } = node;
    let at = node.start;
    if (node.type !== 'ArrowFunctionExpression' && node.id) {
      emitter.slice(at, node.id.end);
      at = node.id.end;
    }
    for (const param of node.params) {
      emitter.slice(at, param.start);
      emitter.node(param);
      at = param.end;
    }
    const printed = emitter.capture(() => {
      if (body.type === 'BlockStatement') blockBody(emitter, body.body, body.start + 1, body.end - 1);
      else emitter.node(body);
    });
    const first = prologue(emitter, fn);
    if (body.type === 'BlockStatement') {
      emitter.slice(at, body.start + 1);
      emitter.text(first);
      emitter.append(printed);
      emitter.slice(body.end - 1, node.end);
      return;
    }
    if (first === '') {
      emitter.slice(at, body.start);
      emitter.append(printed);
      emitter.slice(body.end, node.end);
      return;
    }
    const arrow = emitter.source.lastIndexOf('=>', body.start);
    emitter.slice(at, arrow + 2);
    emitter.text(` {${first} return (`);
    emitter.append(printed);
    emitter.text('); }');
  });
}
