import type { ForInStatement, ForOfStatement } from 'acorn';
import { children, type Node, patternIdentifiers } from '../ast.js';
import { stamps } from './blocks.js';
import type { Emitter, Handlers } from './emitter.js';
import { isLowered } from './lowered-patterns.js';
import { assign, declare } from './patterns.js';

export const loopHandlers = {
  LabeledStatement(emitter, node) {
    let labels = `${node.label.name}: `;
    let { body } = node;
    for (; body.type === 'LabeledStatement'; body = body.body) labels += `${body.label.name}: `;
    if (body.type === 'ForOfStatement' && body.$may) suspendableLoop(emitter, body, labels);
    else if (isLoweredHead(body)) loweredHead(emitter, body, labels);
    else {
      emitter.text(labels);
      emitter.node(body);
    }
  },
  ForOfStatement(emitter, node) {
    if (node.$may) suspendableLoop(emitter, node, '');
    else if (isLoweredHead(node)) loweredHead(emitter, node, '');
    else emitter.around(node);
  },
  ForInStatement(emitter, node) {
    if (isLowered(headOf(node))) loweredHead(emitter, node, '');
    else if (node.$may) enumeration(emitter, node);
    else emitter.around(node);
  },
  SwitchStatement(emitter, node) {
    const functions = node.cases.flatMap(({ consequent }) => consequent.filter(isDeclaration));
    if (!functions.some(({ $function }) => $function!.suspends)) return emitter.around(node);
    // Functions of the cases exist in all of them; they are put in front, where they can be made known.
    emitter.text('{ ');
    for (const one of functions) emitter.node(one);
    stamps(emitter, functions);
    emitter.text(' switch (');
    emitter.node(node.discriminant);
    emitter.text(') {');
    for (const { test, consequent } of node.cases) {
      emitter.text(test ? ' case ' : ' default');
      emitter.node(test);
      emitter.text(':');
      for (const statement of consequent) {
        if (isDeclaration(statement)) continue;
        emitter.text(' ');
        emitter.node(statement);
      }
    }
    emitter.text(' } }');
  },
} satisfies Handlers;

const isDeclaration = (node: Node): boolean => node.type === 'FunctionDeclaration';

const headOf = ({ left }: ForOfStatement | ForInStatement): Node =>
  left.type === 'VariableDeclaration' ? left.declarations[0]!.id : left;

const isLoweredHead = (node: Node): node is ForOfStatement | ForInStatement =>
  (node.type === 'ForOfStatement' || node.type === 'ForInStatement') && isLowered(headOf(node));

/** `for (const name in object)`, where the object may be a Proxy. */
function enumeration(emitter: Emitter, node: ForInStatement): void {
  emitter.text('for (');
  emitter.node(node.left);
  emitter.text(' in ');
  names(emitter, node.right);
  emitter.text(') ');
  emitter.node(node.body);
}

function names(emitter: Emitter, object: Node): void {
  emitter.certain(() => {
    emitter.text(`${emitter.names.kit('enumerable')}(`);
    emitter.operand(object);
    emitter.text(')');
  });
}

/** `for (const part of list)` with a pattern that may wait: it is taken apart in the body. */
function loweredHead(emitter: Emitter, node: ForOfStatement | ForInStatement, labels: string): void {
  const item = emitter.names.own(`d${emitter.number()}`);
  emitter.text(`${labels}for (const ${item} ${node.type === 'ForOfStatement' ? 'of' : 'in'} `);
  if (node.type === 'ForInStatement' && node.$may) names(emitter, node.right);
  else emitter.operand(node.right);
  emitter.text(') { ');
  bindItem(emitter, node, item);
  emitter.node(node.body);
  emitter.text(' }');
}

function bindItem(emitter: Emitter, { left }: ForOfStatement | ForInStatement, item: string): void {
  if (left.type === 'VariableDeclaration') {
    const { id } = left.declarations[0]!;
    emitter.text(`${left.kind} `);
    if (isLowered(id)) declare(emitter, id, () => emitter.text(item));
    else {
      emitter.node(id);
      emitter.text(` = ${item}`);
    }
  } else {
    emitter.text('(');
    if (isLowered(left)) assign(emitter, left, () => emitter.text(item));
    else {
      emitter.node(left);
      emitter.text(` = ${item}`);
    }
    emitter.text(')');
  }
  emitter.text('; ');
}

/** A for-of loop over something whose iterator may wait. */
function suspendableLoop(emitter: Emitter, node: ForOfStatement, labels: string): void {
  const { names } = emitter;
  const number = emitter.number();
  const [walk, error] = [names.own(`w${number}`), names.own(`e${number}`)];
  const run = (method: string): string => `yield* ${names.kit('delegate')}(${walk}.${method}())`;
  const early = namesReadEarly(node);
  emitter.text(early.length > 0 ? `{ let ${walk}; { ${walk} = ` : `{ const ${walk} = `);
  emitter.certain(() => {
    emitter.text(`${names.kit(node.await ? 'iterateAsync' : 'iterate')}(`);
    emitter.operand(node.right);
    emitter.text(')');
  });
  if (early.length > 0) emitter.text(`; let ${early.join(', ')}; }`);
  emitter.text(`; try { ${labels}while (${run('advance')}) { `);
  bindItem(emitter, node, `${walk}.value`);
  emitter.node(node.body);
  emitter.text(` } } catch (${error}) { ${run('abandon')}; throw ${error}; } finally { ${run('close')}; } }`);
}

/** The loop's own names, where what it loops over asks for one: an error, as they have no value yet. */
function namesReadEarly({ left, right }: ForOfStatement): string[] {
  if (left.type !== 'VariableDeclaration' || left.kind === 'var') return [];
  const own = patternIdentifiers(left.declarations[0]!.id);
  const bindings = new Set(own.map(({ $binding }) => $binding));
  const asks = (node: Node): boolean =>
    (node.type === 'Identifier' && node.$in !== undefined && bindings.has(node.$binding)) || children(node).some(asks);
  return asks(right) ? own.map(({ name }) => name) : [];
}
