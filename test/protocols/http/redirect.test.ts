// Redirects by Go's rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locationOf, refererFor } from '../../../src/protocols/http/redirect.js';
import { parseUrl } from '../../../src/protocols/net/url.js';

test('where a Location leads', () => {
  const from = parseUrl('http://u:p@h:1/a/b/c?q#f');
  const expected: Record<string, string> = {
    'https://x/y': 'https://x/y#f',
    '//x/y': 'http://x/y#f',
    '/y?z': 'http://h:1/y?z#f',
    y: 'http://h:1/a/b/y#f',
    '../y': 'http://h:1/a/y#f',
    './': 'http://h:1/a/b/#f',
    '../../../..': 'http://h:1/#f',
    '?z': 'http://h:1/a/b/c?z#f',
    '#g': 'http://h:1/a/b/c?q#g',
  };
  for (const [location, to] of Object.entries(expected)) assert.equal(locationOf(from, location), to, location);
  assert.equal(refererFor(from, parseUrl('http://x/')), 'http://h:1/a/b/c?q#f');
  assert.equal(refererFor(parseUrl('https://h/'), parseUrl('http://x/')), '');
});
