import type { CallExpression, MemberExpression } from 'acorn';
import { children, isFunction, type Node } from './ast.js';
import { BUNDLER_HELPERS, DEFINERS } from './facts/special-names.js';
import { nameOfKey, type ProgramFacts } from './facts/walker.js';
import type { ClassFacts, FunctionFacts, Site } from './model.js';
import { builtinMayAsk } from './protocol-calls.js';
import { namedValueWaits, Protocols } from './protocols.js';
import { returnsPromise } from './returned-values.js';

/** What the optimiser can prove. Without proof the answer is yes. */
export interface Oracle {
  /** May this call, `new` or template tag run something that waits? Asked again whenever more functions suspend. */
  callMayWait(site: Site): boolean;
  /** May the value be a function that waits? */
  valueMayWait(value: Node): boolean;
  /** Called before each round. Returns true when its answers may have changed. */
  update(): boolean;
}

/** The complete level: every call asks the function that it really calls. */
export const askEverywhere: Oracle = {
  callMayWait: () => true,
  valueMayWait: () => true,
  update: () => false,
};

export interface Plan {
  readonly protocols: Protocols;
}

/** Decides which functions suspend and where something may wait, and notes it on the tree. */
export function plan(facts: ProgramFacts, init: readonly FunctionFacts[], oracle: Oracle): Plan {
  const protocols = new Protocols(facts);
  const mayBe = (value: Node): boolean => namedValueWaits(value, (node) => oracle.valueMayWait(node));
  for (let changed = true; changed; ) {
    changed = oracle.update();
    if (protocols.update(mayBe)) changed = true;
    for (const fn of facts.functions) {
      if (fn.suspends || !fn.convertible) continue;
      // What an async function returns may be a promise or a thenable; an async generator awaits what it yields.
      const adopts = fn.async && (fn.generator || protocols.thenables || returnsPromise(fn));
      const waits =
        adopts || protocols.reached || needsBody(fn) || fn.sites.some((site) => mayWait(site, protocols, oracle));
      if (!waits) continue;
      fn.suspends = true;
      changed = true;
    }
    for (const one of facts.classes) if (noteConstruction(one)) changed = true;
    for (const fn of facts.functions) if (noteSuperCall(fn)) changed = true;
  }
  for (const fn of [...facts.functions, ...init]) mark(fn, protocols, oracle);
  for (const { node, kind } of facts.sites) {
    if (node.type === 'CallExpression' && !node.$may) noteMarking(node, kind, protocols);
  }
  for (const fn of facts.functions) noteCaptures(fn);
  for (const fn of facts.functions) noteParameters(fn);
  return { protocols };
}

function mayWait(site: Site, protocols: Protocols, oracle: Oracle): boolean {
  const { node, kind, fn } = site;
  switch (kind) {
    case 'call':
      return !isHelper(node) && (oracle.callMayWait(site) || builtinMayAsk(node, protocols));
    case 'new':
    case 'tag':
    case 'superCall':
      return oracle.callMayWait(site) || builtinMayAsk(node, protocols);
    case 'await':
    case 'delegate':
      return kind === 'await' || protocols.iterators;
    case 'get':
      return protocols.accessors && protocols.mayRead(keyName(node));
    case 'set':
      // The key is converted when the value is there, so not by itself.
      return (protocols.accessors && protocols.mayRead(keyName(node))) || (isAnyKey(node) && protocols.conversions);
    case 'privateGet':
      return waitsPrivately(node, 'get') || node.$private?.method?.$function?.suspends === true;
    case 'privateSet':
      return waitsPrivately(node, 'set');
    case 'has':
    case 'delete':
      return protocols.proxies || protocols.conversions;
    case 'iterate':
    case 'pattern':
      return protocols.iterators;
    case 'convert':
    case 'key':
      return protocols.conversions;
    case 'instanceof':
      return protocols.hasInstance || protocols.proxies;
    case 'enumerate':
      return protocols.proxies;
    case 'copy':
      return protocols.accessors;
    case 'class':
      return classWaits(node.$class!, fn);
  }
}

/** esbuild's own functions run init code, if any code of the script. */
const isHelper = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  node.callee.type === 'Identifier' &&
  (BUNDLER_HELPERS.has(node.callee.name) || /^(require|init)_/.test(node.callee.name));

function keyName(node: Node): string | undefined {
  if (node.type === 'MemberExpression') return nameOfKey((node as MemberExpression).property, node.computed);
  return node.type === 'Property' ? nameOfKey(node.key, node.computed) : undefined;
}

const isAnyKey = (node: Node): boolean =>
  node.type === 'MemberExpression' && node.computed && keyName(node) === undefined;

function waitsPrivately(node: Node, kind: 'get' | 'set'): boolean {
  return node.$private?.[kind]?.$function?.suspends === true;
}

/** What runs while the class itself is made: static fields and blocks. */
const classWaits = (one: ClassFacts, _fn: FunctionFacts): boolean => one.statics.some((fn) => fn.suspends);

/** Returns true when `new` on the class is newly found to wait. */
function noteConstruction(one: ClassFacts): boolean {
  if (one.constructs) return false;
  one.constructs = one.constructorFacts.suspends || one.fields.some((fn) => fn.suspends);
  if (one.constructs) one.constructorFacts.suspends = true;
  return one.constructs;
}

/** An arrow function that calls `super(…)` and its constructor suspend both, or none of them. */
function noteSuperCall(fn: FunctionFacts): boolean {
  const one = fn.home.class;
  if (!fn.isArrow || !fn.uses.superCall || one === undefined || fn.suspends === one.constructs) return false;
  fn.suspends = true;
  one.constructorFacts.suspends = true;
  one.constructs = true;
  return true;
}

function mark(fn: FunctionFacts, protocols: Protocols, oracle: Oracle): void {
  if (!fn.suspends) return;
  for (const site of fn.sites) {
    // The call that a default constructor makes has no node of its own.
    if (fn.kind === 'defaultConstructor' || !mayWait(site, protocols, oracle)) continue;
    // What a key is computed by may be an operator that waits, or not, by itself.
    if (site.kind === 'key') site.node.$key = true;
    else site.node.$may = true;
  }
}

/** Methods that must know, wherever they are called, that a function may wait. */
const MARKING: ReadonlySet<string> = new Set(['bind', 'then', 'catch', 'finally', 'revocable']);

function noteMarking(node: CallExpression, kind: Site['kind'], protocols: Protocols): void {
  const { callee } = node;
  if (kind !== 'call' || callee.type !== 'MemberExpression' || callee.object.type === 'Super') return;
  const name = keyName(callee);
  const defines = protocols.accessorsUnknown && DEFINERS.has(name!);
  if (name === undefined || MARKING.has(name) || defines) node.$then = true;
}

/** Arrow functions that become generator functions take `this` and its like from the function around them. */
function noteCaptures(fn: FunctionFacts): void {
  // A pattern over an iterator that may wait is taken apart in a generator function of its own.
  const takesApart = fn.uses.superMember && fn.sites.some(({ node, kind }) => kind === 'pattern' && node.$may);
  if (takesApart && !fn.isArrow) fn.captures.superMember = true;
  if (!fn.isArrow || !fn.suspends) return;
  for (let outer = fn.outer; outer; outer = outer.isArrow ? outer.outer : undefined) {
    for (const what of Object.keys(fn.uses) as (keyof FunctionFacts['uses'])[]) {
      if (fn.uses[what]) outer.captures[what] = true;
    }
  }
}

function noteParameters(fn: FunctionFacts): void {
  if (!fn.suspends) return;
  const waits = fn.sites.some((site) => site.inParameters && (site.node.$may === true || site.node.$key === true));
  fn.complexParameters = waits || needsBody(fn);
  // The body of such a generator function is one inside of it.
  if ((fn.complexParameters || fn.async) && fn.generator && fn.uses.superMember) fn.captures.superMember = true;
}

/**
 * Does a parameter hold what can be printed only where names of ours are: an arrow function that suspends and takes
 * `this` or the like from here, or a class that does?
 */
function needsBody({ node, isArrow }: FunctionFacts): boolean {
  if (!isFunction(node) || node.params.every(({ type }) => type === 'Identifier')) return false;
  const needs = (one: Node): boolean => {
    if (one.type === 'ClassExpression' && classIsPrinted(one.$class!)) return true;
    if (!isFunction(one)) return children(one).some(needs);
    const inner = one.$function!;
    return !isArrow && inner.isArrow && inner.suspends && Object.values(inner.uses).includes(true);
  };
  return node.params.some(needs);
}

const classIsPrinted = ({ node, constructs, statics }: ClassFacts): boolean =>
  constructs ||
  node.$original !== undefined ||
  statics.some(({ suspends }) => suspends) ||
  node.body.body.some((member) => member.type === 'MethodDefinition' && member.value.$function?.suspends === true);
