// Tag sets are interned, keep what was asked for, and have a limit that loses no sample.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type TagSet, TagSets } from '../../src/metrics/tags.js';
import { NO_PLAN } from './helpers/bench-of-workers.js';

const PLAN = {
  ...NO_PLAN,
  submetrics: [{ metric: 'm', key: 'm{a:1}', tags: { a: '1' } }],
  breakdowns: [{ metric: '*', by: ['b', 'c'] }],
};

test('tags that nobody asked for cost nothing', () => {
  const { root, ...sets } = new TagSets(PLAN, 'plan', 100);
  assert.equal(root.with('url', 'x'), root);
  assert.deepEqual(root.with('a', '2').with('url', 'x').toObject(), { a: '2' });
  assert.deepEqual(new TagSets(PLAN, 'all', 100).root.with('url', 'x').toObject(), { url: 'x' });
  assert.ok(sets);
});

test('sets behave like maps, and equal sets are the same object', () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c'), value: fc.option(fc.constantFrom('', '1', '2')) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const sets = new TagSets(PLAN, 'plan', 1000);
      const model = new Map<string, string>();
      let set: TagSet = sets.root;
      for (const { key, value } of steps) {
        if (value === null) model.delete(key);
        else model.set(key, value);
        set = value === null ? set.without(key) : set.with(key, value);
        for (const name of ['a', 'b', 'c']) assert.equal(set.get(name), model.get(name));
      }
      assert.deepEqual(set.toObject(), Object.fromEntries(model));
      const direct = [...model].reverse().reduce((all, [key, value]) => all.with(key, value), sets.root);
      assert.equal(set, direct);
    }),
  );
});

test('over the limit a set stays without the tag and says so', () => {
  const sets = new TagSets(PLAN, 'plan', 3);
  const one = sets.root.with('a', '1');
  const two = sets.root.with('a', '2');
  assert.equal(one.truncated || two.truncated, false);
  const over = sets.root.with('a', '3');
  assert.deepEqual([over.truncated, over.toObject()], [true, {}]);
  assert.equal(sets.root.with('a', '4'), over);
  assert.equal(sets.root.with('a', '1'), one);
  const deeper = one.with('b', 'x');
  assert.deepEqual([deeper.truncated, deeper.toObject()], [true, { a: '1' }]);
  assert.equal(deeper.with('c', 'x'), deeper);
});
