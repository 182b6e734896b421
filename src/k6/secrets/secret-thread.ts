import type { ThreadContext } from '../context.js';
import { GoError } from '../go-error.js';
import type { SecretServer, SecretSource } from '../secret-source.js';
import { fetchSecret } from './fetch-secret.js';

/** What `secrets.get()` asks where sources have names. */
export const DEFAULT_SOURCE = 'default';

/** The secrets of a thread: each is asked for once, and announced before a script has it. */
export class SecretThread {
  static readonly #ofThreads = new WeakMap<ThreadContext, SecretThread>();
  readonly #thread: ThreadContext;
  /** Those that have been announced. */
  readonly #known = new Set<string>();
  readonly #fetched = new Map<SecretSource, Map<string, Promise<string>>>();

  private constructor(thread: ThreadContext) {
    this.#thread = thread;
  }

  static of(thread: ThreadContext): SecretThread {
    let made = SecretThread.#ofThreads.get(thread);
    if (made === undefined) SecretThread.#ofThreads.set(thread, (made = new SecretThread(thread)));
    return made;
  }

  /** At once where the secret is known; a promise where a server has it. Throws where there is none. */
  get(name: string, key: string): string | Promise<string> {
    const source = this.#source(name);
    const { from } = source;
    if (!(from instanceof Map)) return this.#fetch(source, from as SecretServer, key);
    const value = from.get(key);
    if (value === undefined) throw new GoError('no value');
    this.#announce(value);
    return value;
  }

  #source(name: string): SecretSource {
    const { sources } = this.#thread.secrets;
    if (sources.length === 0) throw new GoError('no secret sources are configured');
    const found = sources.find((source) => source.name === name || (name === DEFAULT_SOURCE && source.isDefault));
    if (found === undefined) throw new GoError(`no secret source with name "${name}" is configured`);
    return found;
  }

  #fetch(source: SecretSource, server: SecretServer, key: string): Promise<string> {
    let known = this.#fetched.get(source);
    if (known === undefined) this.#fetched.set(source, (known = new Map()));
    let secret = known.get(key);
    if (secret === undefined) {
      secret = this.#announced(fetchSecret(server, key));
      known.set(key, secret);
      // What failed may be asked for again.
      secret.catch(() => known.delete(key));
    }
    return secret;
  }

  #announce(value: string): void {
    if (this.#known.has(value)) return;
    this.#known.add(value);
    this.#thread.secrets.announce(value);
  }

  async #announced(secret: Promise<string>): Promise<string> {
    const value = await secret;
    this.#announce(value);
    return value;
  }
}
