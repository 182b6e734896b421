// Names, addresses and proxies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LocalAddresses } from '../../../src/protocols/net/local-addresses.js';
import { ProxyRules } from '../../../src/protocols/net/proxy.js';
import { inPolicy, Resolver } from '../../../src/protocols/net/resolver.js';
import { parseUrl } from '../../../src/protocols/net/url.js';
import { WildcardMap } from '../../../src/protocols/net/wildcard-map.js';

test('wildcards: the exact name first, then the longest ending', () => {
  const map = new WildcardMap([
    ['*', 'any'],
    ['*.Example.com', 'sub'],
    ['*.b.example.com', 'deep'],
    ['example.com', 'exact'],
  ]);
  const names = ['example.com', 'a.example.com', 'a.b.EXAMPLE.com', 'other'];
  assert.deepEqual(
    names.map((name) => map.get(name)),
    ['exact', 'sub', 'deep', 'any'],
  );
});

test('local addresses of every form, in turn', () => {
  const all = (...specs: string[]): (string | undefined)[] => {
    const addresses = new LocalAddresses(specs);
    return Array.from({ length: 5 }, () => addresses.next());
  };
  assert.deepEqual(all(), Array(5).fill(undefined));
  assert.deepEqual(all('10.0.0.254-10.0.1.1'), ['10.0.0.254', '10.0.0.255', '10.0.1.0', '10.0.1.1', '10.0.0.254']);
  assert.deepEqual(all('192.168.0.8/30'), [
    '192.168.0.9',
    '192.168.0.10',
    '192.168.0.9',
    '192.168.0.10',
    '192.168.0.9',
  ]);
  assert.deepEqual(all('1.1.1.1,::1', 'fd00::ff-fd00::100').slice(0, 4), [
    '1.1.1.1',
    '0:0:0:0:0:0:0:1',
    'fd00:0:0:0:0:0:0:ff',
    'fd00:0:0:0:0:0:0:100',
  ]);
});

test('policies choose families', () => {
  const found = [
    { address: '::1', family: 6 },
    { address: '1.1.1.1', family: 4 },
    { address: '2.2.2.2', family: 4 },
  ];
  assert.deepEqual(inPolicy(found, 'any'), ['::1', '1.1.1.1', '2.2.2.2']);
  assert.deepEqual(inPolicy(found, 'preferIPv4'), ['1.1.1.1', '2.2.2.2']);
  assert.deepEqual(inPolicy(found, 'preferIPv6'), ['::1']);
  assert.deepEqual(inPolicy(found, 'onlyIPv6'), ['::1']);
  assert.deepEqual(inPolicy(found.slice(0, 1), 'preferIPv4'), ['::1']);
  assert.deepEqual(inPolicy(found.slice(0, 1), 'onlyIPv4'), []);
});

test('names are asked for once while they last', async () => {
  const resolver = new Resolver({ ttlMs: 60_000, select: 'first', policy: 'preferIPv4' });
  const ask = (): Promise<string> =>
    new Promise((resolve, reject) => {
      resolver.resolve('localhost', (failure, ip) => (failure ? reject(new Error(failure.text)) : resolve(ip)));
    });
  assert.deepEqual(await Promise.all([ask(), ask()]), ['127.0.0.1', '127.0.0.1']);
  let answeredAtOnce = false;
  resolver.resolve('localhost', () => {
    answeredAtOnce = true;
  });
  assert.ok(answeredAtOnce);
});

test('which connections go through a proxy', () => {
  const rules = new ProxyRules({
    HTTP_PROXY: 'proxy.test:3128',
    https_proxy: 'http://u:p@secure.test:8080',
    NO_PROXY: 'direct.test, .sub.test, 10.0.0.0/8, port.test:81, *.star.test',
  });
  const proxyOf = (url: string): string | undefined => rules.for(parseUrl(url))?.host;
  const expected: Record<string, string | undefined> = {
    'http://a.test/': 'proxy.test:3128',
    'https://a.test/': 'secure.test:8080',
    'http://direct.test/': undefined,
    'http://deep.direct.test/': undefined,
    'http://sub.test/': 'proxy.test:3128',
    'http://x.sub.test/': undefined,
    'http://x.star.test/': undefined,
    'http://10.1.2.3/': undefined,
    'http://port.test:81/': undefined,
    'http://port.test/': 'proxy.test:3128',
    'http://localhost/': undefined,
    'http://127.0.0.1/': undefined,
    'http://[::1]/': undefined,
  };
  for (const [url, host] of Object.entries(expected)) assert.equal(proxyOf(url), host, url);
  assert.equal(new ProxyRules({}).for(parseUrl('http://a.test/')), undefined);
  assert.equal(new ProxyRules({ HTTP_PROXY: 'p', REQUEST_METHOD: 'GET' }).for(parseUrl('http://a.test/')), undefined);
});
