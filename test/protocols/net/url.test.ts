// URLs as Go reads them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseUrl, UrlError } from '../../../src/protocols/net/url.js';

test('the parts of a URL', () => {
  const url = parseUrl('HTTPS://us%40er:p:w@Example.com:8443/a%2Fb/c?q=a b#frag ment');
  assert.deepEqual(
    { ...url },
    {
      given: 'HTTPS://us%40er:p:w@Example.com:8443/a%2Fb/c?q=a b#frag ment',
      href: 'https://us%40er:p:w@Example.com:8443/a%2Fb/c?q=a b#frag ment',
      clean: 'https://****:****@Example.com:8443/a%2Fb/c?q=a b#frag ment',
      scheme: 'https',
      username: 'us@er',
      password: 'p:w',
      hostname: 'Example.com',
      port: 8443,
      secure: true,
      host: 'Example.com:8443',
      target: '/a%2Fb/c?q=a b',
      origin: 'https://Example.com:8443',
      fragment: '#frag ment',
    },
  );
});

test('hosts of every kind', () => {
  const host = (text: string): unknown[] => {
    const { hostname, port, host: shown } = parseUrl(text);
    return [hostname, port, shown];
  };
  assert.deepEqual(host('http://[::1]:81/'), ['::1', 81, '[::1]:81']);
  assert.deepEqual(host('https://[::1]'), ['::1', 443, '[::1]']);
  assert.deepEqual(host('http://bücher.example/'), ['xn--bcher-kva.example', 80, 'xn--bcher-kva.example']);
  assert.deepEqual(host('http://h:80'), ['h', 80, 'h:80']);
});

test('what Go refuses', () => {
  const reasons: Record<string, RegExp> = {
    'http://a b/': /invalid character " " in host name/,
    'http://h:x/': /invalid port/,
    'http://[::1/': /missing ']' in host/,
    'http://h/%zz': /invalid URL escape "%zz"/,
    'http://h/\x7f': /invalid control character/,
    '://h': /missing protocol scheme/,
  };
  for (const [text, reason] of Object.entries(reasons)) {
    assert.throws(
      () => parseUrl(text),
      (error: Error) => error instanceof UrlError && reason.test(error.message),
      text,
    );
  }
});

test('any path gives a target that HTTP can carry, and sound ones stay as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (path) => {
      let target: string;
      try {
        ({ target } = parseUrl(`http://h/${path.replace(/[?#]/g, '')}`));
      } catch (error) {
        return error instanceof UrlError;
      }
      return /^\/[\x21-\x7e]*$/.test(target) && parseUrl(`http://h${target}`).target === target;
    }),
  );
});
