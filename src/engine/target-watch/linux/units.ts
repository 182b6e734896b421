import { readFileSync } from 'node:fs';
import { arch, endianness } from 'node:os';

/** What the numbers in `/proc` count. */
export interface ProcUnits {
  readonly msPerTick: number;
  readonly pageBytes: number;
}

/** Keys of the vector, which has been the same on every architecture for ever. */
const AT_PAGESZ = 6;
const AT_CLKTCK = 17;

/** As the kernel told this process when it started: C's `sysconf` reads the same vector. */
export function procUnits(): ProcUnits {
  try {
    return unitsIn(readFileSync('/proc/self/auxv'));
  } catch {
    return unitsIn(Buffer.alloc(0));
  }
}

/** Pairs of key and value. What is missing is what nearly all systems have. */
export function unitsIn(vector: Buffer, wordBytes: 4 | 8 = ['arm', 'ia32'].includes(arch()) ? 4 : 8): ProcUnits {
  const facts = new Map<number, number>();
  for (let at = 0; at + 2 * wordBytes <= vector.length; at += 2 * wordBytes) {
    facts.set(word(vector, at, wordBytes), word(vector, at + wordBytes, wordBytes));
  }
  const [ticks, page] = [facts.get(AT_CLKTCK), facts.get(AT_PAGESZ)];
  return { msPerTick: 1000 / (ticks || 100), pageBytes: page || 4096 };
}

function word(vector: Buffer, at: number, bytes: 4 | 8): number {
  const little = endianness() === 'LE';
  if (bytes === 4) return little ? vector.readUInt32LE(at) : vector.readUInt32BE(at);
  return Number(little ? vector.readBigUInt64LE(at) : vector.readBigUInt64BE(at));
}
