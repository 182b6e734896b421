import { BlockList, isIP, isIPv6 } from 'node:net';
import { type Failure, failures } from './failures.js';

/** Which names and addresses a test must not reach, from the options `blockHostnames` and `blacklistIPs`. */
export class AddressRules {
  readonly #ranges: readonly { readonly text: string; readonly list: BlockList }[];
  readonly #hostnames: WildcardMap<string>;

  constructor(blacklistIPs: readonly string[], blockHostnames: readonly string[]) {
    this.#ranges = blacklistIPs.map((text) => ({ text, list: rangeOf(text) }));
    this.#hostnames = new WildcardMap(blockHostnames.map((pattern) => [pattern, pattern]));
  }

  checkHostname(hostname: string): Failure | undefined {
    const pattern = this.#hostnames.get(hostname);
    return pattern === undefined ? undefined : failures.blockedHostname(hostname, pattern);
  }

  checkIp(ip: string): Failure | undefined {
    if (this.#ranges.length === 0) return undefined;
    const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
    const hit = this.#ranges.find(({ list }) => list.check(ip, family));
    return hit && failures.blacklistedIp(ip, hit.text);
  }
}

/** Values by name; a name may begin with `*`, the longest such pattern wins, exact names win over patterns. */
export class WildcardMap<T> {
  readonly #exact = new Map<string, T>();
  readonly #suffixes: { readonly suffix: string; readonly value: T }[] = [];

  constructor(entries: Iterable<readonly [string, T]>) {
    for (const [name, value] of entries) {
      const lower = name.toLowerCase();
      if (lower.startsWith('*')) this.#suffixes.push({ suffix: lower.slice(1), value });
      else this.#exact.set(lower, value);
    }
    this.#suffixes.sort((a, b) => b.suffix.length - a.suffix.length);
  }

  get(name: string): T | undefined {
    if (this.#exact.size === 0 && this.#suffixes.length === 0) return undefined;
    const lower = name.toLowerCase();
    return this.#exact.get(lower) ?? this.#suffixes.find(({ suffix }) => lower.endsWith(suffix))?.value;
  }
}

function rangeOf(text: string): BlockList {
  const list = new BlockList();
  const [address = '', bits] = text.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
  return list;
}
