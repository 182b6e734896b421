// Processor time of a process and its descendants, against a system whose processes we make up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Family } from '../../../src/engine/target-watch/family.js';
import type { ProcessReading, Readings } from '../../../src/engine/target-watch/process-source.js';

const ROOT = 100;

/** A system in which `ROOT` runs, beside a stranger. Numbers are given again as soon as they are free. */
class System {
  #processes = new Map<number, ProcessReading>();
  #starts = 0;
  /** What ROOT and all its descendants have ever used. */
  usedMs = 0;

  constructor() {
    this.#begin(1, 0);
    this.#begin(ROOT, 1);
    this.#begin(50, 1);
  }

  get family(): number[] {
    const isBelow = (pid: number): boolean => pid === ROOT || (pid > 1 && isBelow(this.#processes.get(pid)!.parentPid));
    return [...this.#processes.keys()].filter(isBelow);
  }

  spawn(parentPid: number): void {
    let pid = 2;
    while (this.#processes.has(pid)) pid++;
    this.#begin(pid, parentPid);
  }

  work(pid: number, cpuMs: number): void {
    this.#change(pid, (one) => ({ cpuMs: one.cpuMs + cpuMs }));
    if (this.family.includes(pid)) this.usedMs += cpuMs;
  }

  /** It ends; `waits`: its parent waits for it. Children without a parent belong to process 1. */
  end(pid: number, waits: boolean): void {
    const { parentPid, cpuMs, reapedCpuMs } = this.#processes.get(pid)!;
    for (const child of [...this.#processes.values()]) {
      if (child.parentPid === pid) this.#change(child.pid, () => ({ parentPid: 1 }));
    }
    this.#processes.delete(pid);
    if (waits) this.#change(parentPid, (one) => ({ reapedCpuMs: one.reapedCpuMs + cpuMs + reapedCpuMs }));
  }

  readings(): Readings {
    return new Map(this.#processes);
  }

  #begin(pid: number, parentPid: number): void {
    const startedAt = String(this.#starts++);
    const facts = { name: 'x', cpuMs: 0, reapedCpuMs: 0, memoryBytes: 1000, ended: false };
    this.#processes.set(pid, { pid, parentPid, startedAt, ...facts });
  }

  #change(pid: number, of: (one: ProcessReading) => Partial<ProcessReading>): void {
    const one = this.#processes.get(pid)!;
    this.#processes.set(pid, { ...one, ...of(one) });
  }
}

type Step = readonly ['spawn' | 'work' | 'end' | 'read' | 'stranger', pick: number, cpuMs: number];
const steps = fc.array(
  fc.tuple(fc.constantFrom<Step[0][]>('spawn', 'work', 'work', 'end', 'read', 'stranger'), fc.nat(1000), fc.nat(5000)),
  { maxLength: 60 },
);

/** What the family counted, and what it has really used. Processes with children stay. */
function play(plan: readonly Step[], waits: boolean): { readonly counted: number; readonly used: number } {
  const system = new System();
  system.work(ROOT, 700);
  const root = system.readings().get(ROOT)!;
  const family = new Family(root, system.readings(), () => true);
  const from = system.usedMs;
  let counted = 0;
  const read = (): void => {
    const { cpuMs, processes, memoryBytes } = family.take(system.readings());
    counted += cpuMs;
    assert.equal(processes, system.family.length);
    assert.equal(memoryBytes, processes * 1000);
  };
  for (const [what, pick, cpuMs] of plan) {
    const pids = system.family;
    const pid = pids[pick % pids.length]!;
    const leaves = pids.filter(
      (one) => one !== ROOT && ![...system.readings().values()].some(({ parentPid }) => parentPid === one),
    );
    if (what === 'spawn') system.spawn(pid);
    else if (what === 'work') system.work(pid, cpuMs);
    else if (what === 'stranger') system.spawn(50);
    else if (what === 'read') read();
    else if (leaves.length > 0) system.end(leaves[pick % leaves.length]!, waits);
  }
  read();
  return { counted, used: system.usedMs - from };
}

test('law: every millisecond is counted once, whoever used it and however short it lived', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const { counted, used } = play(plan, true);
      assert.equal(counted, used);
    }),
    { numRuns: 500 },
  );
});

test('law: where parents do not wait for their children, nothing is counted that was not used', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const { counted, used } = play(plan, false);
      assert.ok(counted <= used && counted >= 0, `${counted} of ${used}`);
    }),
    { numRuns: 500 },
  );
});

test('a later process with the same number is another one', () => {
  const system = new System();
  const family = new Family(system.readings().get(ROOT)!, system.readings(), () => true);
  assert.ok(family.rootLives(system.readings()));
  const { parentPid } = system.readings().get(ROOT)!;
  const later: Readings = new Map([
    [ROOT, { ...system.readings().get(ROOT)!, parentPid, startedAt: 'later', cpuMs: 99_000 }],
  ]);
  assert.ok(!family.rootLives(later));
  assert.deepEqual(family.take(later), { cpuMs: 0, memoryBytes: 0, processes: 0 });
});

test('a child that was gone when it was read, and is in its parent only at the next reading, counts once', () => {
  const reading = (pid: number, parentPid: number, cpuMs: number, reapedCpuMs = 0): [number, ProcessReading] => [
    pid,
    { pid, parentPid, startedAt: `${pid}`, name: 'x', cpuMs, reapedCpuMs, memoryBytes: 0, ended: false },
  ];
  const first = new Map([reading(5, 1, 100), reading(6, 5, 40)]);
  const family = new Family(first.get(5)!, first, () => true);
  assert.equal(family.take(new Map([reading(5, 1, 110)])).cpuMs, 10);
  assert.equal(family.take(new Map([reading(5, 1, 120, 45)])).cpuMs, 10 + 5);
});

test('whoever is watched by itself belongs to no family', () => {
  const system = new System();
  for (let i = 0; i < 3; i++) system.spawn(ROOT);
  const family = new Family(system.readings().get(ROOT)!, system.readings(), (pid) => pid !== 3);
  assert.deepEqual([...family.pids], [ROOT, 2, 4]);
});
