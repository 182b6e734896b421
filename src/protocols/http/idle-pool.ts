export interface Pooled {
  readonly origin: string;
  readonly usable: boolean;
}

export interface PoolLimits {
  /** Most idle connections in all. */
  readonly batch: number;
  /** Most idle connections to one origin. */
  readonly batchPerHost: number;
}

/** Go keeps two per host when the option says 0. */
const DEFAULT_PER_HOST = 2;

/** Connections that wait for a request, the most recently used first, with k6's limits. */
export class IdlePool<T extends Pooled> {
  readonly #byOrigin = new Map<string, T[]>();
  #count = 0;

  readonly #limits: PoolLimits;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  take(origin: string): T | undefined {
    const idle = this.#byOrigin.get(origin);
    while (idle !== undefined && idle.length > 0) {
      this.#count--;
      const connection = idle.pop()!;
      if (connection.usable) return connection;
    }
    return undefined;
  }

  has(origin: string): boolean {
    return this.#byOrigin.get(origin)?.some(({ usable }) => usable) ?? false;
  }

  /** Returns a connection that must be closed to keep the limits, if any. */
  put(connection: T): T | undefined {
    let idle = this.#byOrigin.get(connection.origin);
    if (idle === undefined) this.#byOrigin.set(connection.origin, (idle = []));
    if (idle.length >= (this.#limits.batchPerHost || DEFAULT_PER_HOST)) return connection;
    idle.push(connection);
    this.#count++;
    return this.#limits.batch > 0 && this.#count > this.#limits.batch ? this.#oldest() : undefined;
  }

  remove(connection: T): void {
    const idle = this.#byOrigin.get(connection.origin);
    const at = idle === undefined ? -1 : idle.lastIndexOf(connection);
    if (at < 0) return;
    idle!.splice(at, 1);
    this.#count--;
  }

  /** Takes everything out. */
  drain(): T[] {
    const all = [...this.#byOrigin.values()].flat();
    this.#byOrigin.clear();
    this.#count = 0;
    return all;
  }

  #oldest(): T | undefined {
    for (const [origin, idle] of this.#byOrigin) {
      const connection = idle.shift();
      if (idle.length === 0) this.#byOrigin.delete(origin);
      if (connection === undefined) continue;
      this.#count--;
      return connection;
    }
    return undefined;
  }
}
