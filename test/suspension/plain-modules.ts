// The oracle for scripts of several files: Node's own modules, in a realm of their own, with natives that never wait.
// Needs --experimental-vm-modules, so plain-modules-worker.ts runs it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import vm from 'node:vm';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { type AnyFunction, type MakeNatives, plainModules } from './natives.js';
import { type PlainRun, runToEnd } from './plain.js';
import { shown } from './shown.js';

/** Runs init code and then every exported function, one after the other. What they return comes as text. */
export async function runModules(entryPath: string, natives: MakeNatives): Promise<PlainRun[]> {
  const log: string[] = [];
  const tasks: (() => void)[] = [];
  const loader = new Loader(plainModules(natives(log), (task) => tasks.push(task)));
  const { exports } = await loader.load(entryPath);
  log.length = 0;
  const runs: PlainRun[] = [];
  for (const name of Object.keys(exports).sort()) {
    const fn = exports[name];
    if (typeof fn !== 'function') continue;
    const { kind, value } = await runToEnd(fn as AnyFunction, tasks);
    runs.push({ name, kind, value: shown(value), log: log.splice(0), unhandled: [] });
  }
  return runs;
}

type Exports = Record<string, unknown>;

class Loader {
  readonly #natives: Record<string, object>;
  readonly #context = vm.createContext({ setTimeout, clearTimeout, setInterval, clearInterval, __VU: 1, __ENV: {} });
  readonly #modules = new Map<string, vm.Module>();
  readonly #commonJs = new Map<string, { exports: Exports }>();

  constructor(natives: Record<string, object>) {
    this.#natives = natives;
  }

  /** In a box, because a script may export a function named `then`. */
  async load(path: string): Promise<{ exports: Exports }> {
    const file = readScript(path);
    if (!file.isModule) return { exports: this.#require(path) };
    const module = this.#moduleOf(path);
    await module.link((specifier, referrer) => this.#moduleOf(specifier, referrer.identifier));
    await module.evaluate();
    return { exports: module.namespace as Exports };
  }

  #moduleOf(specifier: string, from?: string): vm.Module {
    const isNative = specifier in this.#natives;
    const path = isNative || from === undefined ? specifier : join(dirname(from), specifier);
    let module = this.#modules.get(path);
    if (module === undefined) this.#modules.set(path, (module = this.#make(path, isNative)));
    return module;
  }

  #make(path: string, isNative: boolean): vm.Module {
    const context = this.#context;
    if (isNative) return this.#synthetic(path, this.#natives[path] as Exports);
    const { text, isModule } = readScript(path);
    if (isModule) return new vm.SourceTextModule(text, { context, identifier: path });
    // As k6 does it: a CommonJS file that says it was a module has the default that it names, if it names one.
    const exports = this.#require(path);
    const names = { ...exports };
    names.default = exports.__esModule && 'default' in exports ? exports.default : exports;
    return this.#synthetic(path, names);
  }

  #synthetic(path: string, exports: Exports): vm.Module {
    const names = Object.keys(exports);
    return new vm.SyntheticModule(
      names,
      function (this: vm.SyntheticModule) {
        for (const name of names) this.setExport(name, exports[name]);
      },
      { context: this.#context, identifier: path },
    );
  }

  #require(path: string): Exports {
    const known = this.#commonJs.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as Exports };
    this.#commonJs.set(path, module);
    const wrapped = `(function (exports, require, module) {${readScript(path).text}\n})`;
    const run = new vm.Script(wrapped, { filename: path }).runInContext(this.#context) as AnyFunction;
    const require = (specifier: string): unknown => {
      if (specifier in this.#natives) return this.#natives[specifier];
      const target = join(dirname(path), specifier);
      if (!readScript(target).isModule) return this.#require(target);
      const modern = this.#modules.get(target);
      if (modern === undefined) throw new Error(`${target} must be imported by a module before it is required`);
      return modern.namespace;
    };
    Reflect.apply(run, module.exports, [module.exports, require, module]);
    return module.exports;
  }
}

/** A file is a module when it has an import or an export. */
function readScript(name: string): { text: string; isModule: boolean } {
  // TypeScript sources import each other by the names that they will have.
  const path = existsSync(name) ? name : name.replace(/\.js$/, '.ts');
  const source = readFileSync(path, 'utf8');
  const text = extname(path) === '.ts' ? transformSync(source, { loader: 'ts', target: 'es2022' }).code : source;
  if (extname(path) === '.cjs') return { text, isModule: false };
  const { body } = parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowReturnOutsideFunction: true });
  return { text, isModule: body.some(({ type }) => /^(Import|Export)/.test(type)) };
}
