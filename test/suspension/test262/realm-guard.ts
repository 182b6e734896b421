// Puts the builtins of this realm back as they were, after a test has changed them.
import vm from 'node:vm';

interface Kept {
  readonly object: object;
  readonly extensible: boolean;
  readonly prototype: object | null;
  readonly properties: readonly (readonly [PropertyKey, PropertyDescriptor])[];
}

const { getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf, defineProperty, isExtensible } = Object;
const { ownKeys, deleteProperty } = Reflect;

export class RealmGuard {
  readonly #kept: Kept[] = [];

  constructor() {
    const seen = new Set<object>();
    const pending: unknown[] = [...languageGlobals(), ...hiddenIntrinsics()];
    this.#keep(globalThis);
    while (pending.length > 0) {
      const next = pending.pop();
      if ((typeof next !== 'object' && typeof next !== 'function') || next === null || seen.has(next)) continue;
      seen.add(next);
      if (next === globalThis) continue;
      const { prototype, properties } = this.#keep(next);
      pending.push(prototype);
      for (const [, { value, get, set }] of properties) pending.push(value, get, set);
    }
  }

  #keep(object: object): Kept {
    const properties = ownKeys(object).map((key) => [key, getOwnPropertyDescriptor(object, key)!] as const);
    const kept = { object, extensible: isExtensible(object), prototype: getPrototypeOf(object), properties };
    this.#kept.push(kept);
    return kept;
  }

  /** `whole`: all could be put back. `changed`: there was something to put back. */
  restore(): { readonly changed: boolean; readonly whole: boolean } {
    let changed = false;
    let whole = true;
    for (let i = 0; i < this.#kept.length; i++) {
      const was = restoreOne(this.#kept[i]!);
      if (was !== 'same') changed = true;
      if (was === 'lost') whole = false;
    }
    return { changed, whole };
  }
}

// No iterators and no methods of arrays in here: they may be what was changed.
function restoreOne({ object, extensible, prototype, properties }: Kept): 'same' | 'restored' | 'lost' {
  try {
    if (isExtensible(object) !== extensible) return 'lost';
    let same = getPrototypeOf(object) === prototype;
    if (!same) setPrototypeOf(object, prototype);
    const keys = ownKeys(object);
    if (keys.length !== properties.length) same = false;
    for (let i = 0; i < properties.length; i++) {
      const { 0: key, 1: before } = properties[i]!;
      const now = getOwnPropertyDescriptor(object, key);
      if (now !== undefined && isSame(now, before)) continue;
      same = false;
      defineProperty(object, key, before);
    }
    if (same) return 'same';
    for (let i = 0; i < keys.length; i++) if (!has(properties, keys[i]!)) deleteProperty(object, keys[i]!);
    return ownKeys(object).length === properties.length ? 'restored' : 'lost';
  } catch {
    return 'lost';
  }
}

function has(properties: Kept['properties'], key: PropertyKey): boolean {
  for (let i = 0; i < properties.length; i++) if (properties[i]![0] === key) return true;
  return false;
}

const isSame = (now: PropertyDescriptor, before: PropertyDescriptor): boolean =>
  Object.is(now.value, before.value) &&
  now.get === before.get &&
  now.set === before.set &&
  now.writable === before.writable &&
  now.enumerable === before.enumerable &&
  now.configurable === before.configurable;

/** Not Node's own: those are many, and no test knows them. */
function languageGlobals(): unknown[] {
  const names = vm.runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[];
  return names.map((name) => (globalThis as Record<string, unknown>)[name]);
}

/** Prototypes that no property leads to. */
function hiddenIntrinsics(): object[] {
  const generator = (function* () {})();
  const asyncGenerator = (async function* () {})();
  const made: object[] = [
    generator,
    asyncGenerator,
    [][Symbol.iterator](),
    new Map()[Symbol.iterator](),
    async () => {},
  ];
  made.push(
    new Set()[Symbol.iterator](),
    ''[Symbol.iterator](),
    'a'.matchAll(/a/g),
    function* () {},
    async function* () {},
  );
  return made.map((one) => getPrototypeOf(one));
}
