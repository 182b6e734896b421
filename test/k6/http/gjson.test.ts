// Selectors of response.json(), by gjson's documented syntax.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { select } from '../../../src/k6/http/gjson.js';

const DATA = {
  name: { first: 'Tom', last: 'Anderson' },
  age: 37,
  children: ['Sara', 'Alex', 'Jack'],
  'fav.movie': 'Deer Hunter',
  friends: [
    { first: 'Dale', last: 'Murphy', age: 44, nets: ['ig', 'fb', 'tw'] },
    { first: 'Roger', last: 'Craig', age: 68, nets: ['fb', 'tw'] },
    { first: 'Jane', last: 'Murphy', age: 47, nets: ['ig', 'tw'] },
  ],
  vals: [{ a: 1, b: 'data' }, { a: 2, b: true }, { a: 3, b: false }, { a: 4, b: '0' }, { a: 5 }, { a: 6, b: null }],
};

const CASES: Record<string, unknown> = {
  'name.last': 'Anderson',
  age: 37,
  children: ['Sara', 'Alex', 'Jack'],
  'children.#': 3,
  'children.1': 'Alex',
  'children.9': undefined,
  'child*.2': 'Jack',
  'c?ildren.0': 'Sara',
  'fav\\.movie': 'Deer Hunter',
  'friends.#.first': ['Dale', 'Roger', 'Jane'],
  'friends.1.last': 'Craig',
  'friends.#(last=="Murphy").first': 'Dale',
  'friends.#(last=="Murphy")#.first': ['Dale', 'Jane'],
  'friends.#(age>45)#.last': ['Craig', 'Murphy'],
  'friends.#(age<=44).first': 'Dale',
  'friends.#(first%"D*").last': 'Murphy',
  'friends.#(first!%"D*").last': 'Craig',
  'friends.#(last!="Murphy").first': 'Roger',
  'friends.#(nets.#(=="fb"))#.first': ['Dale', 'Roger'],
  'children.#(!="Sara")': 'Alex',
  'children.#(%"*a*")#': ['Sara', 'Jack'],
  'children|@reverse': ['Jack', 'Alex', 'Sara'],
  'children|@reverse|0': 'Jack',
  'friends.#.nets.#': [3, 2, 2],
  'friends.#.nets|0': ['ig', 'fb', 'tw'],
  'friends.#(last="Craig").age': 68,
  'name|@keys': ['first', 'last'],
  'name.@values': ['Tom', 'Anderson'],
  '{name.first,age,"the_murphys":friends.#(last=="Murphy")#.first}': {
    first: 'Tom',
    age: 37,
    the_murphys: ['Dale', 'Jane'],
  },
  '[name.first,missing,age]': ['Tom', 37],
  'vals.#(b==~true)#.a': [1, 2],
  'vals.#(b==~null).a': 6,
  'name.missing': undefined,
  'age.deeper': undefined,
  '': undefined,
};

for (const [path, expected] of Object.entries(CASES)) {
  test(`${path === '' ? 'an empty path' : path}`, () => {
    assert.deepEqual(select(DATA, path), expected);
  });
}

test('keys of the prototype are not members', () => {
  assert.equal(select({ a: {} }, 'a.constructor'), undefined);
});
