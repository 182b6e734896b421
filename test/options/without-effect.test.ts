import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaintsOf, resolveFrom, type Sources } from '../helpers/options.js';

const said = (sources: Sources): readonly string[] => resolveFrom(sources).warnings;

test('a setting of which nothing comes is said where it was written, wherever that was', () => {
  const rows: readonly [Sources, RegExp][] = [
    [{ argv: ['--address', 'localhost:6565'] }, /^--address has no effect yet: there is no REST API$/],
    [{ env: { K6_ADDRESS: 'localhost:6565' } }, /^K6_ADDRESS has no effect/],
    [{ argv: ['-l'] }, /^-l has no effect/],
    [{ file: { linger: true } }, /linger has no effect/],
    [{ script: { paused: true } }, /^paused has no effect yet: .* resume/],
    [{ env: { K6_LINGER: 'true' } }, /^K6_LINGER has no effect/],
    [{ argv: ['--traces-output', 'otel'] }, /^--traces-output has no effect/],
    [{ argv: ['--compatibility-mode', 'base'] }, /^--compatibility-mode has no effect/],
    [{ argv: ['--features', 'freeze-env'] }, /^--features has no effect yet: __ENV/],
    [{ env: { SSLKEYLOGFILE: '/tmp/keys' } }, /^SSLKEYLOGFILE has no effect/],
  ];
  for (const [sources, expected] of rows) {
    const warnings = said(sources);
    assert.equal(warnings.length, 1, JSON.stringify(sources));
    assert.match(warnings[0]!, expected);
  }
});

test('what asks for nothing is not mentioned', () => {
  const argv = ['--linger=false', '--paused=false', '--traces-output=none', '--compatibility-mode=extended'];
  assert.deepEqual(said({ argv, env: { K6_ADDRESS: '', K6_LINGER: 'false' } }), []);
  assert.deepEqual(said({ argv: ['--features', 'merge-run-tags'] }), []);
});

test('secrets come from places that exist', () => {
  assert.deepEqual(complaintsOf({ argv: ['--secret-source', 'vault=x'] }), [
    '--secret-source: must begin with cloud, file, mock, url, got "vault"',
  ]);
});

test('a configuration file that is no object is named once', () => {
  const [complaint] = complaintsOf({ file: '[1]' });
  assert.match(complaint!, /config\.json: must be an object, got \[1\]$/);
  assert.doesNotMatch(complaint!, /::/);
});
