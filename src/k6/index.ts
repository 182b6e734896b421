import type { MakeModule } from './context.js';
import { makeCore } from './core.js';
import { makeData } from './data.js';
import { makeExecution } from './execution/index.js';
import { GoError } from './go-error.js';
import { makeHttp } from './http/index.js';
import { makeMetrics } from './metrics.js';

/** Every module that scripts can import, by specifier; the thread adds `k6/timers`, which are its own globals. */
type Modules = Readonly<Record<string, MakeModule>>;

const modules: Modules = {
  k6: makeCore,
  'k6/data': makeData,
  'k6/execution': makeExecution,
  'k6/http': makeHttp,
  'k6/metrics': makeMetrics,
};

/** Modules that many scripts do without. Their code is loaded for scripts that name them. */
const lateModules: Readonly<Record<string, () => Promise<MakeModule>>> = {
  'k6/crypto': async () => (await import('./crypto/index.js')).makeCrypto,
  'k6/crypto/x509': async () => (await import('./x509/index.js')).makeX509,
  'k6/encoding': async () => (await import('./encoding/index.js')).makeEncoding,
};

/** The modules for a script that imports these. */
export async function loadModules(imported: readonly string[]): Promise<Modules> {
  const loaded = Object.entries(lateModules).map(async ([specifier, load]) => [
    specifier,
    imported.includes(specifier) ? await load() : notNamed(specifier),
  ]);
  return { ...modules, ...Object.fromEntries(await Promise.all(loaded)) };
}

/** A script can only get at it by `require` with a computed name. */
const notNamed =
  (specifier: string): MakeModule =>
  () => {
    throw new GoError(`module ${specifier} must be named by an import, or by a require() of just this text`);
  };
