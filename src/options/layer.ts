import type { Given, OptionKey } from './table.js';

/** Where a value was written. The order is the precedence, lowest first. */
export const LAYERS = ['defaults', 'file', 'script', 'env', 'flags'] as const;
export type LayerName = (typeof LAYERS)[number];

/** How a layer is called in messages. */
export const LAYER_TITLES: Readonly<Record<LayerName, string>> = {
  defaults: 'command',
  file: 'configuration file',
  script: 'script',
  env: 'environment',
  flags: 'command line',
};

/** One value as one source gave it. */
export interface Setting<T = unknown> {
  readonly value: T;
  /** As the user wrote it: `--vus`, `K6_VUS`, `vus`. */
  readonly path: string;
  readonly layer: LayerName;
}

/** What one source set, or several of them together. Values have been read, not yet checked against limits. */
export class Layer {
  readonly #settings = new Map<OptionKey, Setting>();

  set<Key extends OptionKey>(key: Key, setting: Setting<Given<Key>>): void {
    this.#settings.set(key, setting);
  }

  get<Key extends OptionKey>(key: Key): Setting<Given<Key>> | undefined {
    return this.#settings.get(key) as Setting<Given<Key>> | undefined;
  }

  has(key: OptionKey): boolean {
    return this.#settings.has(key);
  }

  delete(key: OptionKey): void {
    this.#settings.delete(key);
  }

  entries(): IterableIterator<[OptionKey, Setting]> {
    return this.#settings.entries();
  }

  /** For readers, which know a key only by its text. */
  setAny(key: OptionKey, setting: Setting): void {
    this.#settings.set(key, setting);
  }
}
