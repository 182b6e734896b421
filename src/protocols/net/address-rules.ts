import type { BlockList } from 'node:net';
import { type Failure, failures } from './failures.js';
import { ipRange, isInRange } from './ip-range.js';
import { WildcardMap } from './wildcard-map.js';

/** Which names and addresses a test must not reach, from the options `blockHostnames` and `blacklistIPs`. */
export class AddressRules {
  readonly #ranges: readonly { readonly text: string; readonly range: BlockList }[];
  readonly #hostnames: WildcardMap<string>;

  constructor(blacklistIPs: readonly string[], blockHostnames: readonly string[]) {
    this.#ranges = blacklistIPs.map((text) => ({ text, range: ipRange(text) }));
    this.#hostnames = new WildcardMap(blockHostnames.map((pattern) => [pattern, pattern]));
  }

  checkHostname(hostname: string): Failure | undefined {
    const pattern = this.#hostnames.get(hostname);
    return pattern === undefined ? undefined : failures.blockedHostname(hostname, pattern);
  }

  checkIp(ip: string): Failure | undefined {
    if (this.#ranges.length === 0) return undefined;
    const hit = this.#ranges.find(({ range }) => isInRange(ip, range));
    return hit && failures.blacklistedIp(ip, hit.text);
  }
}
