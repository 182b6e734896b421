// Every twin of a builtin against the builtin itself: same results, same calls, same errors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AnyFunction, type Blocking, OPERATION, type Suspendable } from '../../src/k6/suspension.js';
import { facade } from '../../src/vu/runtime/facade.js';
import { resumed } from '../../src/vu/runtime/failure.js';
import { kit } from '../../src/vu/runtime/kit.js';
import { plain } from '../helpers/plain.js';
import { instantly, TestVu } from '../helpers/vu.js';

type Call = (object: unknown, key: string, ...args: unknown[]) => unknown;
type Result = { readonly value: unknown; readonly calls: unknown[][] } | { readonly error: string };

/** What a call of `object[key]` gives, and with which arguments it called back. */
function observe(
  call: Call,
  callback: AnyFunction,
  wrap: (fn: AnyFunction) => unknown,
  use: (call: Call, callback: unknown) => unknown,
): Result {
  const calls: unknown[][] = [];
  const recording = wrap((...args) => {
    calls.push(args);
    return callback(...args);
  });
  try {
    return { value: use(call, recording), calls };
  } catch (error) {
    return { error: (error as Error).name };
  }
}

const native: Call = (object, key, ...args) => (object as Record<string, AnyFunction>)[key]!(...args);

/** Runs a call helper's generator to its end, in a VU, with a callback that blocks for each of its values. */
function suspending(use: (call: Call, callback: unknown) => unknown, callback: AnyFunction): Result {
  const vu = new TestVu();
  let result: Result | undefined;
  const twin: Call = (object, key, ...args) => {
    const made = (kit.m as Call)(object, key, ...args);
    assert.equal(kit.f, true, `${key} has a twin`);
    return made;
  };
  const blockingOf = (fn: AnyFunction): AnyFunction =>
    facade(vu.loop, function* (this: unknown, ...args: never[]): Suspendable {
      const operation = ((instantly as Blocking)[OPERATION] as AnyFunction)(null);
      resumed(yield operation as never);
      return fn(...args);
    });
  const calls: unknown[][] = [];
  const recording = blockingOf((...args) => {
    calls.push(args);
    return callback(...args);
  });
  const main = facade(vu.loop, function* (): Suspendable {
    return yield* use(twin, recording) as Suspendable;
  });
  vu.loop.run(main, [], (outcome) => {
    result =
      outcome.kind === 'returned'
        ? { value: outcome.value, calls }
        : { error: (outcome as { error: Error }).error.name };
  });
  return result!;
}

function same(use: (call: Call, callback: unknown) => unknown, callback: AnyFunction): void {
  assert.deepEqual(plain(suspending(use, callback)), plain(observe(native, callback, (fn) => fn, use)));
}

const holed = (value: unknown): unknown[] => {
  const list = [value, 0, [value]];
  delete list[1];
  return list;
};

/** Arrays with holes. */
const sparse = fc.array(fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined })).chain((values) =>
  fc.array(fc.nat({ max: Math.max(0, values.length - 1) })).map((holes) => {
    for (const hole of holes) delete values[hole];
    return values;
  }),
);
const METHODS = [
  'forEach',
  'map',
  'filter',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
];

for (const method of METHODS) {
  test(`Array.prototype.${method}`, () => {
    fc.assert(
      fc.property(sparse, fc.integer({ min: -5, max: 5 }), (values, limit) => {
        const callback: AnyFunction = (value: number) => (method === 'flatMap' ? holed(value) : value > limit);
        same((call, fn) => call(values, method, fn), callback);
      }),
    );
  });
}

for (const method of ['reduce', 'reduceRight']) {
  test(`Array.prototype.${method}`, () => {
    const add: AnyFunction = (sum: unknown, value: unknown, index: number) => `${sum},${value}@${index}`;
    fc.assert(fc.property(sparse, (values) => same((call, fn) => call(values, method, fn), add)));
    fc.assert(fc.property(sparse, (values) => same((call, fn) => call(values, method, fn, 'start'), add)));
    fc.assert(fc.property(sparse, (values) => same((call, fn) => call(values, method, fn, undefined), add)));
  });
}

for (const method of ['sort', 'toSorted']) {
  test(`Array.prototype.${method} is stable and puts undefined and holes last`, () => {
    fc.assert(
      fc.property(sparse, (values) => {
        const tagged = values.map((value, index) => (value === undefined ? undefined : { value, index }));
        const compare: AnyFunction = (a: { value: number }, b: { value: number }) => a.value - b.value;
        const result = (run: (list: unknown[]) => Result): unknown => (run([...tagged]) as { value: unknown }).value;
        assert.deepEqual(
          plain(result((list) => suspending((call, fn) => call(list, method, fn), compare))),
          result((list) =>
            observe(
              native,
              compare,
              (fn) => fn,
              (call, fn) => call(list, method, fn),
            ),
          ),
        );
        const holed = values.slice();
        const twin = suspending(
          (call, fn) => call(holed, 'sort', fn),
          (a: number, b: number) => a - b,
        );
        assert.deepEqual(
          plain((twin as { value: unknown }).value),
          values.slice().sort((a, b) => a! - b!),
        );
      }),
    );
  });
}

test('growing and shrinking lists, array-likes, and this', () => {
  same(
    (call, fn) => {
      const list = [1, 2, 3];
      return call(list, 'map', fn);
    },
    (value: number, index: number, list: number[]) => {
      if (index === 0) list.push(9);
      if (index === 1) list.length -= 2;
      return value;
    },
  );
  const like = { 0: 'a', 2: 'c', length: 3 };
  same(
    (call, fn) => call(Array.prototype.map, 'call', like, fn),
    (value: string, index: number) => value + index,
  );
  same(
    (call, fn) => call(Array.prototype.filter, 'apply', like, [fn]),
    (value: string) => value !== 'c',
  );
});

test('Map and Set forEach see what is added meanwhile', () => {
  const adding =
    (key: string): AnyFunction =>
    (value: number, _key: unknown, all: Map<unknown, unknown> | Set<unknown>) => {
      if (value < 3) (all as { set?: AnyFunction; add?: AnyFunction })[key as 'set']!(value + 1, value + 1);
    };
  same((call, fn) => call(new Map([[1, 1]]), 'forEach', fn), adding('set'));
  same((call, fn) => call(new Set([1]), 'forEach', fn), adding('add'));
});

test('Array.from', () => {
  const double: AnyFunction = (value: unknown, index: number) => `${value}${index}`;
  same((call, fn) => call(Array, 'from', { length: 3 }, fn), double);
  same((call, fn) => call(Array, 'from', new Set([1, 2]), fn), double);
  same((call, fn) => call(Array, 'from', 'añ€', fn), double);
  same((call, fn) => call(Array, 'from', null, fn), double);
});

test('Array.from closes its iterator when the callback throws', () => {
  const closed: string[] = [];
  function* source(): Generator<number> {
    try {
      yield 1;
      yield 2;
    } finally {
      closed.push('closed');
    }
  }
  same(
    (call, fn) => call(Array, 'from', source(), fn),
    () => {
      throw new RangeError('stop');
    },
  );
  assert.deepEqual(closed, ['closed', 'closed']);
});

test('String replace and replaceAll', () => {
  const replacer: AnyFunction = (...args) => `<${args.map((arg) => JSON.stringify(arg)).join('|')}>`;
  for (const pattern of [/b(.)?/, /b(.)?/g, /(?<letter>[a-c])/g, /^/g, /(?:)/g, 'b', 'zz', 5, /$/]) {
    same((call, fn) => call('abcb5b', 'replace', pattern, fn), replacer);
    if (!(pattern instanceof RegExp) || pattern.global)
      same((call, fn) => call('abcb5b', 'replaceAll', pattern, fn), replacer);
  }
  same((call, fn) => call('a', 'replaceAll', /a/, fn), replacer);
});

test('JSON.parse with a reviver', () => {
  const revive: AnyFunction = (key: string, value: unknown) => {
    if (key === 'drop') return undefined;
    return typeof value === 'number' ? value + 1 : value;
  };
  const values = (result: Result): unknown => (result as { value?: unknown }).value ?? result;
  for (const text of ['{"a":1,"drop":2,"list":[1,{"drop":1,"b":3}],"__proto__":{"c":1}}', '[]', '5', '"x"', '{bad']) {
    const use = (call: Call, fn: unknown): unknown => call(JSON, 'parse', text, fn);
    assert.deepEqual(plain(values(suspending(use, revive))), values(observe(native, revive, (fn) => fn, use)));
  }
});

test('Reflect.apply, Function.prototype.call and apply', () => {
  const sum: AnyFunction = (...args: number[]) => args.reduce((a, b) => a + b, 0);
  same((call, fn) => call(Reflect, 'apply', fn, null, [1, 2]), sum);
  same((call, fn) => call(fn, 'call', null, 1, 2), sum);
  same((call, fn) => call(fn, 'apply', null, { length: 2, 0: 1, 1: 2 }), sum);
  same((call, fn) => call(fn, 'apply', null), sum);
});

test('typed arrays', () => {
  const list = new Int16Array([3, -1, 2]);
  for (const method of ['map', 'filter', 'forEach', 'find', 'some']) {
    same(
      (call, fn) => call(list, method, fn),
      (value: number) => (method === 'map' ? value * 2 : value > 0),
    );
  }
  const sorted = suspending(
    (call, fn) => call(list.slice(), 'sort', fn),
    (a: number, b: number) => a - b,
  );
  assert.deepEqual(plain((sorted as { value: unknown }).value), list.slice().sort());
});

test('what is no function is refused as the builtin refuses it', () => {
  const vu = new TestVu();
  // biome-ignore lint/correctness/useYield: it is never called.
  const blockingFn = facade(vu.loop, function* (): Suspendable {
    return undefined;
  });
  assert.throws(() => (kit.m as Call)([1], 'map', 5, blockingFn), { name: 'TypeError' });
  assert.throws(() => (kit.m as Call)({}, 'missing', blockingFn), {
    name: 'TypeError',
    message: 'missing is not a function',
  });
});
