import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, BuildOptions, Loader, Message } from 'esbuild';
import { errors } from '../base/errors/index.js';
import { AbsentBuiltins } from './absent-builtins.js';
import { addressPlugin } from './address-plugin.js';
import { isInside, type Root, shownPath } from './archive/places.js';
import type { Bundle, ScriptSource } from './bundle-types.js';
import { runBuild } from './esbuild-service.js';
import { IMPORT_META, importMetaPlugin } from './import-meta.js';
import { ModuleTexts } from './module-texts.js';
import { notBundled } from './not-bundled.js';
import { withOriginals } from './originals.js';
import { isAddress, RemoteModules } from './remote.js';
import { isDisabled, segmentsOf } from './segments.js';
import { usedModules } from './used-modules.js';

export interface BundleSettings {
  /** Absolute. Errors show paths relative to it, and npm packages of a script from stdin are looked for in it. */
  readonly cwd: string;
  /** Ends the fetching of remote modules. */
  readonly signal?: AbortSignal;
}

/** Joins a script and all it imports into one ES module; `k6` modules stay imports. */
export async function bundle(source: ScriptSource, { cwd, signal }: BundleSettings): Promise<Bundle> {
  await using own = source.remote ? undefined : new RemoteModules();
  const root = source.archive?.root;
  const texts = new ModuleTexts(cwd, root);
  const absent = new AbsentBuiltins();
  const remote = source.remote ?? own!;
  const options = {
    ...FIXED,
    absWorkingDir: cwd,
    plugins: [importMetaPlugin, addressPlugin({ remote, texts, signal }), absent.plugin, texts.plugin],
    sourceRoot: rootOf(shownPath(root, cwd)),
  };
  const { metafile, outputFiles } = await buildFirst(entriesOf(source, cwd, texts), {
    options,
    learn: (messages) => texts.learn(messages) || absent.learn(messages),
    name: source.name,
  });
  const inputs = Object.keys(metafile.inputs).filter((path) => !isDisabled(path));
  assertInside(root, cwd, inputs);

  const output = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint !== undefined)![1];
  const printed = textOf(outputFiles, 'script.js').replace(/^#!/, '//').replace(INTEROP, '$1 || !("default" in mod) ?');
  const originals = withOriginals(printed, textOf(outputFiles, 'script.js.map'));
  const { code } = originals;
  return {
    source,
    ...originals,
    entryFormat: metafile.inputs[output.entryPoint!]?.format ?? 'esm',
    ...segmentsOf(code, { inputs: metafile.inputs, bytesByInput: output.inputs }),
    k6Modules: usedModules(
      output.imports.map(({ path }) => path),
      code,
    ),
    inputs,
  };
}

const FIXED = {
  bundle: true,
  write: false,
  outfile: 'script.js',
  format: 'esm',
  target: 'es2022',
  // As the bundlers that k6 scripts come from are told to: a package's build for browsers needs nothing of Node.
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['module'],
  external: ['k6', 'k6/*'],
  // Packages choose their build by this name; `process` itself does not exist in scripts.
  define: { 'process.env.NODE_ENV': '"production"', 'import.meta': IMPORT_META },
  treeShaking: true,
  sourcemap: 'external',
  sourcesContent: true,
  metafile: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
  logLimit: 0,
} as const satisfies BuildOptions;

/**
 * In the bundler's helper: what a CommonJS file that was a module before gives as its default. k6 gives the whole, where it
 * has none.
 */
const INTEROP = /^( {2}isNodeMode \|\| !mod \|\| !mod\.__esModule) \?/m;

type Entry = Pick<BuildOptions, 'entryPoints' | 'stdin' | 'loader'>;

/** Ways to read the entry, in the order to try. Text from stdin has no file name that tells its language. */
function entriesOf({ name, entryPath, text }: ScriptSource, cwd: string, texts: ModuleTexts): (() => Entry)[] {
  if (name !== '-') return [() => ({ entryPoints: [entryPath], loader: loaderFor(entryPath) })];
  return (['js', 'ts'] as const).map((loader) => () => ({
    stdin: {
      contents: texts.prepared(text, '-', texts.addressOf(join(cwd, '-'))),
      resolveDir: cwd,
      sourcefile: '-',
      loader,
    },
  }));
}

/** A script may have any file name; what esbuild does not know by its ending is JavaScript. */
function loaderFor(path: string): Record<string, Loader> {
  const ending = isAddress(path) ? '' : extname(path);
  return ending === '' || /^\.([cm]?[jt]s|[jt]sx|json)$/.test(ending) ? {} : { [ending]: 'js' };
}

interface Build {
  readonly options: typeof FIXED & BuildOptions;
  /** Takes up what can be mended for another try. */
  readonly learn: (messages: readonly Message[]) => boolean;
  readonly name: string;
}

async function buildFirst(entries: readonly (() => Entry)[], { options, learn, name }: Build) {
  const failures: Message[][] = [];
  for (const entry of entries) {
    for (let again = true; again; ) {
      try {
        return await runBuild({ ...options, ...entry() });
      } catch (error) {
        const messages = (error as BuildFailure).errors;
        if (messages === undefined) throw error;
        again = learn(messages);
        if (!again) failures.push(messages);
      }
    }
  }
  throw notBundled(name, furthest(failures));
}

/** Read as the wrong language a text fails early, so the failure that lies furthest down is the one to show. */
function furthest(failures: readonly Message[][]): Message[] {
  const lineOf = (messages: Message[]): number => messages[0]?.location?.line ?? 0;
  return failures.reduce((best, next) => (lineOf(next) > lineOf(best) ? next : best));
}

const textOf = (files: readonly { path: string; text: string }[], name: string): string =>
  files.find(({ path }) => path.endsWith(name))!.text;

/** Nothing of the machine that runs an archive gets into its script. */
function assertInside(root: Root, cwd: string, inputs: readonly string[]): void {
  const outside = inputs.find((path) => !/^[a-z-]{2,}:/.test(path) && !isInside(root, resolve(cwd, path)));
  if (outside !== undefined) throw errors.notInArchive(outside);
}

const rootOf = (cwd: string): string => pathToFileURL(join(cwd, '/')).href;
