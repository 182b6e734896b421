// The oracle: the same module, not transformed, in plain Node, where natives that wait simply return.
import vm from 'node:vm';
import { type ExportSpecifier, type ImportDeclaration, type Node, parse } from 'acorn';
import { type AnyFunction, type MakeNatives, plainModules } from './natives.js';

export interface PlainRun {
  readonly name: string;
  readonly kind: 'returned' | 'threw';
  readonly value: unknown;
  readonly log: readonly string[];
  /** Reasons of rejections that nobody handled. */
  readonly unhandled: readonly unknown[];
}

export interface PlainSettings {
  readonly natives: MakeNatives;
  /** A realm of its own; undefined is this one. */
  readonly context?: vm.Context;
  readonly exports?: readonly string[];
  readonly iterations?: number;
  readonly show?: (value: unknown) => unknown;
}

/** A text that can be run any number of times. Throws a SyntaxError for a text that is none. */
export function loadPlain(code: string): vm.Script {
  const text = `(function (${NAMES}) {'use strict'; ${asFunctionBody(code)}\n})`;
  return new vm.Script(text, { filename: 'plain:p.js' });
}

/** What scripts find around them, here. */
const NAMES = ['$import', '__VU', '__ENV'];

/** Runs init code and then the exported functions, one after the other. */
export async function runPlain(script: vm.Script, settings: PlainSettings): Promise<PlainRun[]> {
  const { natives, context, iterations = 1, show = (value) => value } = settings;
  const log: string[] = [];
  const tasks: (() => void)[] = [];
  const modules = plainModules(natives(log), (task) => tasks.push(task));
  const make = (context ? script.runInContext(context) : script.runInThisContext()) as AnyFunction;
  const unhandled = new Map<Promise<unknown>, unknown>();
  const onUnhandled = (reason: unknown, promise: Promise<unknown>): void => void unhandled.set(promise, reason);
  const onHandled = (promise: Promise<unknown>): void => void unhandled.delete(promise);
  process.on('unhandledRejection', onUnhandled).on('rejectionHandled', onHandled);
  try {
    const exports = make((name: string) => modules[name], 1, {}) as Record<string, unknown>;
    log.length = 0;
    const runs: PlainRun[] = [];
    for (const name of settings.exports ?? Object.keys(exports)) {
      const fn = exports[name];
      if (typeof fn !== 'function') continue;
      for (let iteration = 0; iteration < iterations; iteration++) {
        const ended = await runToEnd(fn as AnyFunction, tasks);
        runs.push({ name, ...ended, value: show(ended.value), log: log.splice(0), unhandled: [...unhandled.values()] });
        unhandled.clear();
      }
    }
    return runs;
  } finally {
    process.off('unhandledRejection', onUnhandled).off('rejectionHandled', onHandled);
  }
}

/** Until the function has returned and nothing is left to do. */
export async function runToEnd(fn: AnyFunction, tasks: (() => void)[]): Promise<Pick<PlainRun, 'kind' | 'value'>> {
  let ended: Pick<PlainRun, 'kind' | 'value'> = { kind: 'returned', value: undefined };
  try {
    const value = Reflect.apply(fn, undefined, []);
    if (isPromise(value)) {
      Promise.prototype.then.call(
        value,
        (result) => {
          ended = { kind: 'returned', value: result };
        },
        (error) => {
          ended = { kind: 'threw', value: error };
        },
      );
    } else ended = { kind: 'returned', value };
  } catch (error) {
    ended = { kind: 'threw', value: error };
  }
  for (let idle = 0; idle < 2; ) {
    await new Promise((resolve) => setImmediate(resolve));
    const task = tasks.shift();
    task?.();
    idle = task === undefined ? idle + 1 : 0;
  }
  return ended;
}

/** Of any realm. */
const isPromise = (value: unknown): value is Promise<unknown> =>
  Object.prototype.toString.call(value) === '[object Promise]' &&
  typeof (value as { then: unknown }).then === 'function';

/** The text of an ES module as the body of a function that returns its exports. All that is not import or export stays. */
export function asFunctionBody(code: string): string {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const pieces: string[] = [];
  const exports: [name: string, local: string][] = [];
  let at = 0;
  const replace = (node: Node, end: number, text: string): void => {
    // Lines stay where they are.
    pieces.push(code.slice(at, node.start), text);
    at = end;
  };
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') replace(node, node.end, importText(node));
    else if (node.type === 'ExportNamedDeclaration') {
      if (node.source) throw new Error('the oracle takes no re-exports of modules');
      for (const one of node.specifiers) exports.push([nameIn(one.exported), nameIn(one.local)]);
      if (node.declaration) {
        for (const name of declared(node.declaration)) exports.push([name, name]);
        replace(node, node.declaration.start, '');
      } else replace(node, node.end, '');
    } else if (node.type === 'ExportDefaultDeclaration') {
      const { declaration } = node;
      const name = 'id' in declaration && /Declaration$/.test(declaration.type) ? declaration.id?.name : undefined;
      exports.push(['default', name ?? '$default']);
      if (name !== undefined) replace(node, declaration.start, '');
      else {
        // The name of such a function is "default".
        replace(node, declaration.start, 'const $default = { default: ');
        pieces.push(code.slice(at, declaration.end), ' }.default;');
        at = node.end;
      }
    }
  }
  pieces.push(code.slice(at));
  const getters = exports.map(([name, local]) => `get ${JSON.stringify(name)}() { return ${local}; }`);
  return `${pieces.join('')}\nreturn { ${getters.join(', ')} };`;
}

function importText({ specifiers, source }: ImportDeclaration): string {
  const from = `$import(${JSON.stringify(source.value)})`;
  return specifiers
    .map((one) => {
      const local = one.local.name;
      if (one.type === 'ImportNamespaceSpecifier') return `const ${local} = ${from};`;
      const name = one.type === 'ImportDefaultSpecifier' ? 'default' : nameIn(one.imported);
      return `const ${local} = ${from}[${JSON.stringify(name)}];`;
    })
    .join(' ');
}

const nameIn = (node: ExportSpecifier['exported']): string => ('name' in node ? node.name : String(node.value));

function declared(node: Node): string[] {
  if ('declarations' in node) {
    return (node.declarations as { id: Node }[]).map(({ id }) => {
      if (id.type !== 'Identifier') throw new Error('the oracle takes no exported patterns');
      return (id as unknown as { name: string }).name;
    });
  }
  return [(node as unknown as { id: { name: string } }).id.name];
}
