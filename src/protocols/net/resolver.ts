import { type LookupAddress, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { monotonicMs } from '../../base/clock.js';
import { type Failure, failures } from './failures.js';
import type { DnsSettings } from './settings.js';

interface Entry {
  readonly addresses: readonly string[];
  readonly expiresMs: number;
  next: number;
}

export type Resolved = (failure: Failure | undefined, ip: string) => void;

/** Most hosts that are remembered; a script with more of them asks the system again. */
const CACHE_LIMIT = 10_000;

/** Names to addresses as the `dns` option says. One per thread; its life times are the option's, not the name server's. */
export class Resolver {
  readonly #cache = new Map<string, Entry>();
  readonly #waiting = new Map<string, Resolved[]>();

  readonly #settings: DnsSettings;

  constructor(settings: DnsSettings) {
    this.#settings = settings;
  }

  resolve(hostname: string, resolved: Resolved): void {
    if (isIP(hostname) !== 0) {
      resolved(undefined, hostname);
      return;
    }
    const entry = this.#cache.get(hostname);
    if (entry && monotonicMs() < entry.expiresMs) {
      resolved(undefined, this.#select(entry));
      return;
    }
    const others = this.#waiting.get(hostname);
    if (others) {
      others.push(resolved);
      return;
    }
    this.#waiting.set(hostname, [resolved]);
    lookup(hostname, { all: true, verbatim: true }, (error, found) =>
      this.#answered(hostname, error ?? undefined, found ?? []),
    );
  }

  #answered(hostname: string, error: NodeJS.ErrnoException | undefined, found: readonly LookupAddress[]): void {
    const waiting = this.#waiting.get(hostname) ?? [];
    this.#waiting.delete(hostname);
    const addresses = inPolicy(found, this.#settings.policy);
    if (error || addresses.length === 0) {
      const temporary = error !== undefined && error.code !== 'ENOTFOUND' && error.code !== 'ENODATA';
      const failure = temporary ? failures.dns(hostname, reasonOf(error)) : failures.noSuchHost(hostname);
      for (const resolved of waiting) resolved(failure, '');
      return;
    }
    const entry: Entry = { addresses, expiresMs: monotonicMs() + this.#settings.ttlMs, next: 0 };
    if (this.#cache.size >= CACHE_LIMIT) this.#cache.clear();
    if (this.#settings.ttlMs > 0) this.#cache.set(hostname, entry);
    for (const resolved of waiting) resolved(undefined, this.#select(entry));
  }

  #select(entry: Entry): string {
    const { addresses } = entry;
    switch (this.#settings.select) {
      case 'first':
        return addresses[0]!;
      case 'roundRobin':
        return addresses[entry.next++ % addresses.length]!;
      case 'random':
        return addresses[Math.floor(Math.random() * addresses.length)]!;
    }
  }
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.code === 'EAI_AGAIN' ? 'Temporary failure in name resolution' : error.message;

/** The addresses a policy allows. A preference is strict: the other family is used only when the preferred has none. */
export function inPolicy(found: readonly LookupAddress[], policy: DnsSettings['policy']): readonly string[] {
  const of = (family: number): string[] => found.filter((one) => one.family === family).map(({ address }) => address);
  switch (policy) {
    case 'any':
      return found.map(({ address }) => address);
    case 'onlyIPv4':
      return of(4);
    case 'onlyIPv6':
      return of(6);
    case 'preferIPv4':
      return of(4).length > 0 ? of(4) : of(6);
    case 'preferIPv6':
      return of(6).length > 0 ? of(6) : of(4);
  }
}
