import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalHeader, HeaderMap } from '../../../src/k6/http/header-names.js';

const NAMES = ['a', 'A', 'x-b', 'X-B', 'cookie', 'Referer', 'constructor', '__proto__', 'Accept', 'odd name'];
const steps = fc.array(fc.tuple(fc.constantFrom('set', 'add'), fc.constantFrom(...NAMES), fc.string({ maxLength: 3 })));

test('headers are those of a plain map, sorted by name', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const headers = new HeaderMap();
      const model = new Map<string, string[]>();
      for (const [step, name, value] of given) {
        const canonical = canonicalHeader(name);
        headers[step as 'set' | 'add'](name, value);
        model.set(canonical, step === 'set' ? [value] : [...(model.get(canonical) ?? []), value]);
      }
      const sorted = [...model].sort(([one], [other]) => (one < other ? -1 : 1));
      const wire = sorted.flatMap(([name, values]) => values.flatMap((value) => [name, value]));
      assert.deepEqual(headers.toWire(), wire.length === 0 ? null : wire);
      assert.deepEqual(headers.toObject(), Object.fromEntries(sorted));
      for (const name of NAMES.map(canonicalHeader)) assert.equal(headers.get(name), model.get(name)?.[0]);
      const copy = headers.clone();
      copy.set('Accept', 'other');
      assert.equal(headers.get('Accept'), model.get('Accept')?.[0]);
    }),
  );
});
