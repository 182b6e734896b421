import { createRequire, isBuiltin } from 'node:module';
import type { Message, Plugin } from 'esbuild';

const NAMESPACE = 'salvo-absent';
const MISSING = /^Could not resolve "(.*)"$/;

/**
 * Node's built-in modules in code that need not reach them. In k6 such a package works once it is bundled for browsers, and
 * a `require` in a function fails when the function is called. So does it here: a package gets functions that throw when
 * they are called, and a script's own `require` throws where it stands. What a script imports itself stays an error of its
 * source.
 */
export class AbsentBuiltins {
  readonly #wanted = new Set<string>();

  /** Takes up what the bundler could not find, if all of it is of that kind. Returns true when it is worth another try. */
  learn(messages: readonly Message[]): boolean {
    const found = messages.map(absentIn);
    const learnt = found.every((one) => one !== undefined && !this.#wanted.has(one));
    if (learnt) for (const one of found) this.#wanted.add(one!);
    return learnt;
  }

  get plugin(): Plugin {
    return {
      name: 'salvo-absent-builtins',
      setup: (build) => {
        if (this.#wanted.size === 0) return;
        build.onResolve({ filter: new RegExp(`^(${[...this.#wanted].map(escaped).join('|')})$`) }, (asked) => {
          const { path, importer } = asked;
          const how: How = isOfPackage(importer) ? 'functions' : 'nothing';
          // As a package's, for packages see nothing of what is the script's own.
          return { path: `/node_modules/${path}?${how}`, namespace: NAMESPACE, pluginData: { specifier: path, how } };
        });
        build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ pluginData }) => {
          const { specifier, how } = pluginData as { specifier: string; how: How };
          return {
            contents: how === 'functions' ? throwingFunctions(specifier) : throwing(specifier, 'it is required'),
          };
        });
      },
    };
  }
}

/** What of a module is there. */
type How = 'functions' | 'nothing';

const escaped = (specifier: string): string => specifier.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const isOfPackage = (file: string): boolean => /(^|[\\/])node_modules[\\/]/.test(file);

/** The built-in module that a complaint is about, where code may do without it. */
function absentIn({ text, location }: Message): string | undefined {
  const specifier = MISSING.exec(text)?.[1];
  if (specifier === undefined || location === null || !isBuiltin(specifier)) return undefined;
  const isRequired = /\brequire\(\s*$/.test(location.lineText.slice(0, location.column));
  return isOfPackage(location.file) || isRequired ? specifier : undefined;
}

const throwing = (specifier: string, how: string): string =>
  `throw new Error(${JSON.stringify(`Node's built-in module ${specifier} is not available to scripts: ${how}`)});`;

/** A CommonJS module with the functions of a built-in one. */
function throwingFunctions(specifier: string): string {
  const functions = namesOf(specifier).map((name) => {
    return `${JSON.stringify(name)}: function () { ${throwing(specifier, `${name}() was called`)} }`;
  });
  return `module.exports = Object.assign(function () { ${throwing(specifier, 'it was called')} }, { ${functions.join(',\n')} });`;
}

/** Those that warn when they are loaded: nobody asked for them yet. */
const OUTDATED: ReadonlySet<string> = new Set(['punycode', 'sys', 'domain']);

function namesOf(specifier: string): string[] {
  if (OUTDATED.has(specifier.replace(/^node:/, ''))) return [];
  const own = createRequire(import.meta.url)(specifier) as Readonly<Record<string, unknown>>;
  return Object.keys(own).filter((name) => typeof own[name] === 'function');
}
