import { runInNewContext } from 'node:vm';
import { GoError } from '../../k6/go-error.js';

/** Engine builtins that k6 does not have and that would let one VU hold up or touch the whole thread. */
const WITHHELD = new Set(['globalThis', 'console', 'WebAssembly', 'SharedArrayBuffer', 'Atomics']);

/** What scripts find on `globalThis` beside the language itself, the same for all VUs of a thread. */
export type SharedGlobals = Readonly<Record<string, unknown>>;

/**
 * The object that every VU's `globalThis` inherits from, and that libraries shared by the VUs see as theirs: the
 * language's builtins and k6's globals, nothing of Node's.
 */
export function makeThreadGlobal(shared: SharedGlobals): object {
  const thread = {};
  for (const name of LANGUAGE) define(thread, name, (globalThis as Record<string, unknown>)[name]);
  for (const [name, value] of Object.entries({ GoError, ...shared })) define(thread, name, value);
  define(thread, 'globalThis', thread);
  define(thread, 'global', thread);
  return thread;
}

/** One VU's own `globalThis`: what the script assigns stays in it. */
export function makeVuGlobal(thread: object, own: SharedGlobals): object {
  const vu = Object.create(thread) as object;
  for (const name in own) define(vu, name, own[name]);
  define(vu, 'globalThis', vu);
  define(vu, 'global', vu);
  return vu;
}

/** Names that every realm of the engine has, Node or not; asked of a bare one. */
const LANGUAGE = (runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[]).filter(
  (name) => !WITHHELD.has(name),
);

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}
