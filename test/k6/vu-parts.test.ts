import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type VuPart, VuParts } from '../../src/k6/vu-parts.js';

interface Diary {
  readonly entries: string[];
}

class Full implements VuPart {
  constructor(private readonly vu: Diary) {
    vu.entries.push('made');
  }
  assigned(): void {
    this.vu.entries.push('assigned');
  }
  iterationEnded(): void {
    this.vu.entries.push('iteration ended');
  }
  countTraffic(): void {
    this.vu.entries.push('count traffic');
  }
  closed(): void {
    this.vu.entries.push('closed');
  }
}

class Closing implements VuPart {
  constructor(private readonly vu: Diary) {}
  closed(): void {
    this.vu.entries.push('closed, second');
  }
}

test('a part is made once and told of what it asks for, in the order of first use', () => {
  const vu: Diary = { entries: [] };
  const parts = new VuParts();
  const walk = (): void => {
    parts.assigned();
    parts.iterationEnded();
    parts.countTraffic();
    parts.closed();
  };
  walk();
  assert.deepEqual(vu.entries, []);
  const full = parts.of(Full, vu);
  parts.of(Closing, vu);
  assert.equal(parts.of(Full, vu), full);
  walk();
  assert.deepEqual(vu.entries, ['made', 'assigned', 'iteration ended', 'count traffic', 'closed', 'closed, second']);
});

test('VUs do not share parts', () => {
  const [one, other] = [{ entries: [] }, { entries: [] }] as [Diary, Diary];
  const [ofOne, ofOther] = [new VuParts(), new VuParts()];
  ofOne.of(Full, one);
  ofOther.of(Full, other);
  ofOne.iterationEnded();
  assert.deepEqual([one.entries, other.entries], [['made', 'iteration ended'], ['made']]);
});
