import type { Realm } from '../realm/realm.js';

/** Engine builtins that k6 does not have and that would let one VU hold up the whole thread or run outside of all. */
const WITHHELD = ['console', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'FinalizationRegistry'] as const;

/** What scripts find on `globalThis` beside the language itself, the same for all VUs of a realm. */
export type SharedGlobals = Readonly<Record<string, unknown>>;

/** Makes a realm's global object what scripts expect: the language's builtins and k6's globals. */
export function furnish({ global }: Realm, shared: SharedGlobals): void {
  for (const name of WITHHELD) delete global[name];
  for (const [name, value] of Object.entries(shared)) define(global, name, value);
  define(global, 'global', global);
}

/** One VU's own `globalThis`: what the script assigns stays in it. */
export function makeVuGlobal(realm: Realm, own: SharedGlobals): object {
  const vu = Object.create(realm.global) as object;
  for (const name in own) define(vu, name, own[name]);
  define(vu, 'globalThis', vu);
  define(vu, 'global', vu);
  return vu;
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}
