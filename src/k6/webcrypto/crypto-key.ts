import type { webcrypto } from 'node:crypto';

/** A key as scripts hold it: what it is for stands in plain fields, as in k6; its secret is behind them. */
export class CryptoKey {
  readonly type: webcrypto.KeyType;
  readonly extractable: boolean;
  readonly algorithm: webcrypto.KeyAlgorithm;
  readonly usages: webcrypto.KeyUsage[];
  readonly #native: webcrypto.CryptoKey;

  constructor(native: webcrypto.CryptoKey) {
    this.type = native.type;
    this.extractable = native.extractable;
    this.algorithm = { ...native.algorithm };
    this.usages = [...native.usages];
    this.#native = native;
  }

  /** The instances that scripts hold have another prototype. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && #native in value;
  }

  /** Node's key behind a script's; other values as they are. */
  static behind(value: unknown): unknown {
    return typeof value === 'object' && value !== null && #native in value ? value.#native : value;
  }
}
