import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Problems } from '../../src/base/problems.js';
import { Segment } from '../../src/shard/segment.js';

export function parsed(segment: string, sequence = ''): Segment {
  const problems = new Problems();
  const result = Segment.parse(segment, sequence, problems);
  assert.deepEqual(problems.lines(), []);
  return result!;
}

/** All segments of a sequence, each as its own machine would read it. */
export function segmentsOf(points: readonly string[]): Segment[] {
  return points.slice(1).map((to, at) => parsed(`${points[at]}:${to}`, points.join(',')));
}

/** One to five segments with random borders. */
export const sequences = fc
  .uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 4 })
  .map((cuts) => ['0', ...cuts.sort((a, b) => a - b).map((cut) => `${cut}/60`), '1']);
