import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problems } from '../../src/base/problems.js';
import { Segment } from '../../src/shard/segment.js';
import { parsed, segmentsOf, sequences } from './sequences.js';

const owned = (segment: Segment, below: number): number[] =>
  Array.from({ length: below }, (_, index) => index).filter((index) => segment.owns(index));

function complaints(segment: string, sequence = ''): string[] {
  const problems = new Problems();
  assert.equal(Segment.parse(segment, sequence, problems), undefined);
  return problems.lines();
}

test('the striping tables of k6', () => {
  const tables: [string[], number, number[][]][] = [
    [['0', '1/2', '3/4', '1'], 4, [[0, 2], [1], [3]]],
    [['0', '1/3', '2/3', '1'], 3, [[0], [1], [2]]],
    [
      ['0', '3/7', '5/7', '1'],
      7,
      [
        [0, 3, 5],
        [1, 4],
        [2, 6],
      ],
    ],
    [['0', '2/5', '4/5', '1'], 5, [[0, 3], [1, 4], [2]]],
  ];
  for (const [points, period, expected] of tables)
    assert.deepEqual(
      segmentsOf(points).map((segment) => owned(segment, period)),
      expected,
    );
});

test('segments are written as fractions, decimals, percents or one number', () => {
  for (const text of ['0:1/4', '0:0.25', '0:25%', '1/4', '.25', '2/8', '0/7:25.00%']) {
    assert.equal(parsed(text).fraction, 0.25, text);
    assert.deepEqual(owned(parsed(text), 8), [1, 5], text);
  }
  assert.equal(parsed('').fraction, 1);
  assert.equal(parsed('0:1').globalIndex(41), 41);
});

test('a segment alone makes the gaps before and after it one segment each', () => {
  assert.deepEqual(owned(parsed('1/4:1/2'), 8), owned(parsed('1/4:1/2', '0,1/4,1/2,1'), 8));
  assert.deepEqual(owned(parsed('1/4:1/2'), 8), owned(parsed('1/4:1/2', '1/4,1/2'), 8));
});

test('what cannot be a segment is a problem', () => {
  const shape = 'must be from:to with numbers such as 1/4, 0.25 or 25%';
  for (const bad of ['x', '1/0', '0:1:2', '-1:1', '.', '%', '0:', ':1'])
    assert.deepEqual(complaints(bad), [`executionSegment: ${shape}, got ${JSON.stringify(bad)}`]);
  for (const bad of ['1/2:1/4', '1/2:1/2', '0:2', '0'])
    assert.deepEqual(complaints(bad), [`executionSegment: must go upwards inside 0:1, got ${JSON.stringify(bad)}`]);
  assert.deepEqual(complaints('0:1/2', '0,1/3,1'), ['executionSegment: "0:1/2" is not in the sequence "0,1/3,1"']);
  assert.deepEqual(complaints('', '0,1/2,1'), ['executionSegment: "0:1" is not in the sequence "0,1/2,1"']);
  assert.deepEqual(complaints('0:1/2', '0,1,1/2'), [
    'executionSegmentSequence: must go upwards from 0 to 1, got "0,1,1/2"',
  ]);
  assert.equal(complaints('0:1/2', '0').length, 1);
  assert.deepEqual(complaints('0:0.12345678'), [
    'executionSegment: is too fine: the parts repeat only after 50000000 VUs, more than 1000000',
  ]);
});

test('5 VUs and 11 iterations in thirds are 5, 4 and 2', () => {
  const thirds = segmentsOf(['0', '1/3', '2/3', '1']);
  assert.deepEqual(
    thirds.map((segment) => segment.scale(5)),
    [2, 2, 1],
  );
  assert.deepEqual(
    thirds.map((segment) => segment.resegment(5).scale(11)),
    [5, 4, 2],
  );
});

test('the segments of a sequence own every index once, and their counts add up', () => {
  fc.assert(
    fc.property(sequences, fc.nat(300), fc.nat(100), (points, total, vus) => {
      const segments = segmentsOf(points);
      for (const family of [segments, segments.map((segment) => segment.resegment(vus))]) {
        const all = family.flatMap((segment) =>
          Array.from({ length: segment.scale(total) }, (_, own) => segment.globalIndex(own)),
        );
        assert.deepEqual(
          all.sort((a, b) => a - b),
          Array.from({ length: total }, (_, index) => index),
        );
        for (const segment of family)
          for (let own = 0; own < segment.scale(total); own++) assert.ok(segment.owns(segment.globalIndex(own)));
      }
    }),
  );
});

test('a segment without VUs gets no iterations', () => {
  const [, last] = segmentsOf(['0', '9/10', '1']);
  assert.equal(last!.scale(1), 0);
  const none = last!.resegment(1);
  assert.equal(none.scale(1000), 0);
  assert.equal(none.owns(0), false);
  assert.throws(() => none.globalIndex(0), RangeError);
});
