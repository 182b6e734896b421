import type { ProcessReading, Readings } from './process-source.js';

/** Whether a process may join: those that are watched by themselves, and our own, belong to no family. */
export type MayJoin = (pid: number) => boolean;

export interface FamilyUse {
  /** Processor time since the last reading. */
  readonly cpuMs: number;
  readonly memoryBytes: number;
  readonly processes: number;
}

/**
 * A process and its descendants. A server that has children lets them do the work; what a child has used before it was
 * waited for stands in its parent from then on, so that children are counted that lived between two readings only.
 */
export class Family {
  #members: Members;
  #unpaid: Unpaid = new Map();

  readonly #mayJoin: MayJoin;

  /** What was used until now doesn't count. */
  constructor(
    readonly root: ProcessReading,
    readings: Readings,
    mayJoin: MayJoin,
  ) {
    this.#mayJoin = mayJoin;
    const members = new Map([[root.pid, root]]);
    this.#adopt(readings, members);
    this.#members = members;
  }

  /** Parents before their children, which is the order in which they are to be read. */
  get pids(): Iterable<number> {
    return this.#members.keys();
  }

  /** The process itself, or a later one with its number? */
  rootLives(readings: Readings): boolean {
    const now = readings.get(this.root.pid);
    return now !== undefined && !now.ended && isSame(now, this.root);
  }

  take(readings: Readings): FamilyUse {
    const before = this.#members;
    const members = new Map<number, ProcessReading>();
    for (const member of before.values()) {
      const now = readings.get(member.pid);
      if (now && isSame(now, member)) members.set(now.pid, now);
    }
    this.#adopt(readings, members);
    const { cpuMs, unpaid } = cpuBetween(before, members, this.#unpaid);
    this.#members = members;
    this.#unpaid = unpaid;
    const live = [...members.values()].filter(({ ended }) => !ended);
    return {
      cpuMs,
      memoryBytes: live.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
      processes: live.length,
    };
  }

  /** Children of members, and theirs, whatever the order of their numbers. */
  #adopt(readings: Readings, members: Map<number, ProcessReading>): void {
    for (let size = -1; size !== members.size; ) {
      size = members.size;
      for (const reading of readings.values()) {
        const { pid, parentPid } = reading;
        if (!members.has(pid) && members.has(parentPid) && this.#mayJoin(pid)) members.set(pid, reading);
      }
    }
  }
}

const isSame = (a: ProcessReading, b: ProcessReading): boolean => a.startedAt === b.startedAt;

type Members = ReadonlyMap<number, ProcessReading>;

/**
 * Processor time between two readings, and what ended children have left unpaid. New members have begun since the last
 * reading, so all that they have used is of this time.
 */
function cpuBetween(
  before: Members,
  now: Members,
  unpaid: Unpaid,
): { readonly cpuMs: number; readonly unpaid: Unpaid } {
  let cpuMs = 0;
  const left = new Map<number, number>();
  for (const member of now.values()) {
    const last = before.get(member.pid);
    if (!last || !isSame(last, member)) {
      cpuMs += member.cpuMs + member.reapedCpuMs;
      continue;
    }
    const countedMs = countedBelow(member.pid, before, now);
    const moreMs = member.reapedCpuMs - last.reapedCpuMs - countedMs - (unpaid.get(member.pid) ?? 0);
    cpuMs += Math.max(0, member.cpuMs - last.cpuMs) + Math.max(0, moreMs);
    if (moreMs < 0) left.set(member.pid, Math.min(countedMs, -moreMs));
  }
  return { cpuMs, unpaid: left };
}

/** What was counted already of descendants that have ended since: their ancestor has as much more now. */
function countedBelow(parentPid: number, before: Members, now: Members): number {
  let countedMs = 0;
  for (const last of before.values()) {
    if (last.parentPid !== parentPid || last.pid === parentPid) continue;
    const still = now.get(last.pid);
    if (still && isSame(still, last)) continue;
    countedMs += last.cpuMs + last.reapedCpuMs + countedBelow(last.pid, before, now);
  }
  return countedMs;
}

/**
 * By parent: what was counted of children that were gone when they were read, while their parent, which was read just
 * before, did not have it yet. It will at the next reading, or never (some parents don't wait for their children).
 */
type Unpaid = ReadonlyMap<number, number>;
