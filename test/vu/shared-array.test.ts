// SharedArray: looks like an array, reads fresh frozen copies from shared memory, cannot be changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ThreadContext } from '../../src/k6/context.js';
import { makeData } from '../../src/k6/data.js';
import { packSharedArray } from '../../src/k6/packed-array.js';
import { current } from '../../src/k6/suspension.js';
import { threadRealm } from '../../src/vu/realm/thread-realm.js';
import { SharedArrays, viewSharedArray } from '../../src/vu/sandbox/shared-array-store.js';
import { plain } from '../helpers/plain.js';
import { TestVu } from '../helpers/vu.js';

const viewOf = (elements: readonly unknown[]): readonly unknown[] =>
  viewSharedArray(packSharedArray(elements), threadRealm);

test('any JSON comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (elements) => {
      const json = JSON.stringify(elements);
      assert.equal(JSON.stringify(viewOf(elements)), json);
      assert.deepEqual(plain([...viewOf(elements)]), JSON.parse(json));
    }),
  );
});

test('it is an array to everyone who asks', () => {
  const view = viewOf([{ n: 1 }, 'zwölf €', 3]);
  assert.equal(Array.isArray(view), true);
  assert.ok(view instanceof threadRealm.intrinsics.Array);
  assert.equal(view.length, 3);
  assert.deepEqual(
    Array.from(view, (element) => typeof element),
    ['object', 'string', 'number'],
  );
  assert.deepEqual(Array.from(view.slice(1)), ['zwölf €', 3]);
  assert.deepEqual(Object.keys(view), ['0', '1', '2']);
  assert.equal(view.at(-1), 3);
  assert.equal(view[3], undefined);
  assert.equal(view['01' as never], undefined);
  assert.equal(2 in view, true);
  assert.equal(3 in view, false);
  assert.equal(view.includes(3), true);
  let visited = 0;
  view.forEach((element, index, array) => {
    visited += index;
    assert.equal(array, view);
    assert.deepEqual(element, view[index]);
  });
  assert.equal(visited, 3);
});

test('every read is a copy of its own, frozen to the bottom', () => {
  const view = viewOf([{ deep: { list: [1] } }]) as readonly { deep: { list: number[] } }[];
  assert.notEqual(view[0], view[0]);
  assert.throws(() => view[0]!.deep.list.push(2), { name: 'TypeError' });
  assert.throws(
    () => {
      view[0]!.deep = { list: [] };
    },
    { name: 'TypeError' },
  );
});

test('nothing of it can be changed', () => {
  const view = viewOf([1, 2]) as unknown[];
  for (const change of [
    () => (view[0] = 5),
    () => view.push(3),
    () => view.sort(),
    () => (view.length = 0),
    () => delete view[0],
    () => Object.defineProperty(view, '0', { value: 1 }),
    () => Object.setPrototypeOf(view, null),
  ]) {
    assert.throws(change, { name: 'TypeError' });
  }
});

test('what was packed is the same array in every thread', () => {
  const first = new SharedArrays();
  let made = 0;
  const make = (): unknown[] => [++made];
  assert.deepEqual([...first.get('users', make, threadRealm)], [1]);
  assert.equal(first.get('users', make, threadRealm), first.get('users', make, threadRealm));
  const second = new SharedArrays(structuredClone(first.packed));
  assert.deepEqual([...second.get('users', make, threadRealm)], [1]);
  assert.equal(made, 1);
});

test('the constructor of k6/data', () => {
  const vu = new TestVu();
  const arrays = new SharedArrays();
  Object.assign(vu.thread, {
    sharedArrays: arrays,
  } satisfies Partial<ThreadContext>);
  current.vu = vu;
  const { SharedArray } = vu.realm.own(makeData(vu)) as { SharedArray: new (...args: unknown[]) => unknown[] };
  vu.stage = 'init';
  assert.deepEqual([...new SharedArray('a', () => [1, 2])], [1, 2]);
  assert.throws(() => new SharedArray('b', () => 'no array'), { name: 'GoError', message: /must return an array/ });
  assert.throws(() => new SharedArray('', () => []), { name: 'GoError' });
  assert.throws(() => new SharedArray('c', 'no function'), { name: 'GoError' });
  vu.stage = 'vu';
  assert.throws(() => new SharedArray('a', () => []), { name: 'GoError', message: /init context/ });
});
