import { isIPv6 } from 'node:net';

/** Expands `localIPs` (addresses, `from-to` ranges, CIDRs) and hands the addresses out in turn. */
export class LocalAddresses {
  readonly #pools: readonly Pool[];
  readonly #count: bigint;
  #next = 0n;

  constructor(specs: readonly string[]) {
    this.#pools = specs.flatMap((spec) => spec.split(',')).map((spec) => poolOf(spec.trim()));
    this.#count = this.#pools.reduce((sum, { count }) => sum + count, 0n);
  }

  /** The next source address; undefined leaves the choice to the system. */
  next(): string | undefined {
    return this.#count === 0n ? undefined : this.at(this.#next++);
  }

  at(index: bigint): string | undefined {
    let left = this.#count === 0n ? 0n : index % this.#count;
    for (const { first, count, v6 } of this.#pools) {
      if (left < count) return textOf(first + left, v6);
      left -= count;
    }
    return undefined;
  }
}

interface Pool {
  readonly first: bigint;
  readonly count: bigint;
  readonly v6: boolean;
}

function poolOf(spec: string): Pool {
  const [from = '', to] = spec.split('-');
  if (to !== undefined) {
    const first = numberOf(from);
    return { first, count: numberOf(to) - first + 1n, v6: isIPv6(from) };
  }
  const [address = '', bits] = spec.split('/');
  const v6 = isIPv6(address);
  const width = v6 ? 128 : 32;
  const free = BigInt(width - (bits === undefined ? width : Number(bits)));
  const first = (numberOf(address) >> free) << free;
  // Network and broadcast address of an IPv4 network are no host's.
  if (!v6 && free > 1n) return { first: first + 1n, count: (1n << free) - 2n, v6 };
  return { first, count: 1n << free, v6 };
}

function numberOf(ip: string): bigint {
  if (!isIPv6(ip)) return ip.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
  const [head = '', tail] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((sum, part) => (sum << 16n) | BigInt(`0x${part}`), 0n);
}

function textOf(value: bigint, v6: boolean): string {
  const parts = v6 ? 8 : 4;
  const size = v6 ? 16n : 8n;
  const words = Array.from(
    { length: parts },
    (_, i) => (value >> (BigInt(parts - 1 - i) * size)) & ((1n << size) - 1n),
  );
  return v6 ? words.map((word) => word.toString(16)).join(':') : words.join('.');
}
