import type { MakeModule, VuContext } from '../../k6/context.js';
import { GoError } from '../../k6/go-error.js';

/** Every module that scripts can import, by its specifier. */
export type ModuleTable = Readonly<Record<string, MakeModule>>;
export type ImportModule = (specifier: string) => Record<string, unknown>;

/** Modules that k6 had once, and what a script imports instead. */
const GONE: Readonly<Record<string, string>> = {
  'k6/experimental/browser': "it is 'k6/browser' now",
  'k6/experimental/grpc': "it is 'k6/net/grpc' now",
  'k6/experimental/timers': "setTimeout and its relatives are global now, and in 'k6/timers'",
  'k6/experimental/tracing': 'it was removed',
  'k6/experimental/webcrypto': 'crypto is global now',
  'k6/experimental/redis': 'it was removed',
};

/** One VU's imports: each module's namespace is made when it is first asked for, and then kept. */
export function importerFor(table: ModuleTable, vu: VuContext): ImportModule {
  const made: Record<string, Record<string, unknown>> = Object.create(null);
  return (specifier) => (made[specifier] ??= makeNamespace(table, vu, specifier));
}

function makeNamespace(table: ModuleTable, vu: VuContext, specifier: string): Record<string, unknown> {
  const make = Object.hasOwn(table, specifier) ? table[specifier] : undefined;
  if (make === undefined) throw unknownModule(table, specifier);
  const namespace = make(vu);
  // Every module can be imported as a whole by its default, also those that only have names.
  if (!('default' in namespace)) Object.defineProperty(namespace, 'default', { value: namespace });
  return vu.realm.own(namespace);
}

function unknownModule(table: ModuleTable, specifier: string): GoError {
  const gone = GONE[specifier];
  if (gone !== undefined) return new GoError(`module ${specifier} is no longer there: ${gone}`);
  if (specifier.startsWith('k6/x/')) return new GoError(`module ${specifier} is an extension of k6 and not available`);
  if (specifier === 'k6' || specifier.startsWith('k6/')) {
    return new GoError(`there is no module ${specifier} in Salvo; there are ${Object.keys(table).sort().join(', ')}`);
  }
  return new GoError(`module ${specifier} cannot be loaded while the script runs: import it at the top of a file`);
}
