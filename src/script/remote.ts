import type { Agent } from 'undici';

const FETCH_LIMIT_MS = 60_000;
const MAX_MODULE_BYTES = 64 * 1024 * 1024;

export const isAddress = (specifier: string): boolean => /^https?:\/\//.test(specifier);

/** Why a module may not be fetched from there; undefined when it may. Plain http can be changed on its way. */
export function refusalOf(address: string): string | undefined {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return undefined;
  return `plain http is allowed for localhost only: use https for ${address}`;
}

/** Where modules of other machines are besides there. */
export interface ModuleStore {
  /** Undefined for one that is not there; throws for one that is not as it should be. */
  find(address: string): string | undefined;
  /** Why nothing is fetched that is not there; undefined where it is fetched. */
  readonly closed: string | undefined;
  /** Takes up what was fetched. */
  keep?(address: string, text: string): void;
}

/** Modules of other machines, taken from a store or fetched, once per run, and kept in memory. */
export class RemoteModules implements AsyncDisposable {
  readonly #texts = new Map<string, Promise<string>>();
  readonly #store: ModuleStore | undefined;
  #agent: Agent | undefined;

  constructor(store?: ModuleStore) {
    this.#store = store;
  }

  /** `signal` ends the fetching. */
  text(address: string, signal?: AbortSignal): Promise<string> {
    const known = this.#texts.get(address);
    if (known) return known;
    const text = this.#find(address, signal);
    this.#texts.set(address, text);
    return text;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent?.destroy();
  }

  async #find(address: string, signal: AbortSignal | undefined): Promise<string> {
    const refusal = refusalOf(address);
    if (refusal !== undefined) throw new Error(refusal);
    const found = this.#store?.find(address);
    if (found !== undefined) return found;
    if (this.#store?.closed !== undefined) throw new Error(this.#store.closed);
    const text = await this.#fetchTwice(address, signal);
    this.#store?.keep?.(address, text);
    return text;
  }

  /** Servers may give tools another file than browsers, so they are told; those that refuse the mark get none. */
  async #fetchTwice(address: string, signal: AbortSignal | undefined): Promise<string> {
    const marked = new URL(address);
    marked.search = marked.search === '' ? '?_k6=1' : `${marked.search}&_k6=1`;
    return await this.#fetch(marked.href, signal).catch(() => this.#fetch(address, signal));
  }

  async #fetch(address: string, ended: AbortSignal | undefined): Promise<string> {
    // Loaded late: nearly no script has remote modules, and a small run should not wait for an HTTP client here.
    // By the default: the bundle, which asks for the package by `require`, has no other name of it.
    const { EnvHttpProxyAgent, fetch } = (await import('undici')).default;
    this.#agent ??= new EnvHttpProxyAgent() as unknown as Agent;
    const limit = AbortSignal.timeout(FETCH_LIMIT_MS);
    const signal = ended ? AbortSignal.any([ended, limit]) : limit;
    try {
      const response = await fetch(address, { dispatcher: this.#agent, signal });
      const refusal = refusalOf(response.url);
      if (refusal !== undefined) throw new Error(`redirected: ${refusal}`);
      if (response.status !== 200) throw new Error(`the server answered with status ${response.status}`);
      return await bodyOf(response.body);
    } catch (error) {
      if (limit.aborted) throw new Error(`no complete answer within ${FETCH_LIMIT_MS / 1000} s`);
      throw new Error(reasonOf(error));
    }
  }
}

async function bodyOf(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_MODULE_BYTES) throw new Error(`larger than ${MAX_MODULE_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** undici's own message is `fetch failed`; what happened stands in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { message?: string; code?: string } | undefined;
  return cause?.message || cause?.code || error.message;
}
