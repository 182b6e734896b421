import type { SharedConnection } from './shared-connection.js';

/** The shared connections of a client that take requests. Most origins have one; a server that allows few streams, more. */
export class SharedPool {
  readonly #byOrigin = new Map<string, SharedConnection[]>();

  /** The first that takes a further request. */
  find(origin: string): SharedConnection | undefined {
    const all = this.#byOrigin.get(origin);
    if (all === undefined) return undefined;
    for (let i = 0; i < all.length; i++) if (all[i]!.usable) return all[i];
    return undefined;
  }

  add(connection: SharedConnection): void {
    const all = this.#byOrigin.get(connection.origin);
    if (all === undefined) this.#byOrigin.set(connection.origin, [connection]);
    else all.push(connection);
  }

  remove(connection: SharedConnection): void {
    const all = this.#byOrigin.get(connection.origin);
    const at = all?.indexOf(connection) ?? -1;
    if (at < 0) return;
    all!.splice(at, 1);
    if (all!.length === 0) this.#byOrigin.delete(connection.origin);
  }

  get idle(): SharedConnection[] {
    return [...this.#byOrigin.values()].flat().filter(({ idle }) => idle);
  }
}
