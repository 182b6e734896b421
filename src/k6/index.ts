import type { MakeModule } from './context.js';
import { GoError } from './go-error.js';
import { modules } from './modules.js';

type Made = Readonly<Record<string, MakeModule>>;

/** Those that most scripts want, on their way from the moment in which the thread begins. */
const common = load(Object.keys(modules).filter((specifier) => !modules[specifier]!.late));

/** The code of the modules for a script that imports these. The thread adds `k6/timers`, its own globals. */
export async function loadModules(imported: readonly string[]): Promise<Made> {
  const late = Object.keys(modules).filter((specifier) => modules[specifier]!.late);
  const named = load(late.filter((specifier) => imported.includes(specifier)));
  return {
    ...Object.fromEntries(late.map((specifier) => [specifier, notNamed(specifier)])),
    ...(await common),
    ...(await named),
  };
}

async function load(specifiers: readonly string[]): Promise<Made> {
  const loaded = specifiers.map(async (specifier) => [specifier, await modules[specifier]!.load?.()] as const);
  return Object.fromEntries(
    (await Promise.all(loaded)).filter((one): one is [string, MakeModule] => one[1] !== undefined),
  );
}

/** A script can only get at it by `require` with a computed name. */
const notNamed =
  (specifier: string): MakeModule =>
  () => {
    throw new GoError(`module ${specifier} must be named by an import, or by a require() of just this text`);
  };
