// What scripts do between requests, beside k6: digests, encodings, JSON, pages, UUIDs as k6-utils makes them. The best of
// many short stretches in one run each, and how many times as fast Salvo is. Arguments: rounds, path of k6 (or the
// environment variable K6_BINARY); without k6 there is no ratio.
import { resolve } from 'node:path';
import { measureCalls, printCalls } from './module-calls.js';
import { numbersOr } from './rounds.js';
import { shopPage } from './shop-page.js';

/** The module that tests use, of the shape of k6-utils. */
const UTILS = resolve(import.meta.dirname, '..', '..', 'test', 'fixtures', 'libraries', 'k6-utils.js');

const CALLS: Readonly<Record<string, string>> = {
  'sha256 of 1 KB, hex': "k6crypto.sha256(text, 'hex')",
  'hmac sha256 of 1 KB, hex': "k6crypto.hmac('sha256', 'secret-key-1234567890', text, 'hex')",
  'b64encode of 1 KB': 'encoding.b64encode(text)',
  'b64decode of 1 KB': 'encoding.b64decode(encoded)',
  'JSON.parse of 30 KB': 'JSON.parse(json)',
  'JSON.stringify of 30 KB': 'JSON.stringify(products)',
  'parse a page of 30 KB': 'parseHTML(page + number++)',
  'JSON.parse, and parse a page': 'parseHTML(page + number++ + JSON.parse(json).length)',
  'uuidv4() of k6-utils': 'uuidv4()',
  'uuidv4(true) of k6-utils': 'uuidv4(true)',
  'randomString(16) of k6-utils': 'randomString(16)',
};

/** Of a stretch: some twenty milliseconds. */
const callsOf = (name: string): number => (/page/.test(name) ? 10 : /JSON/.test(name) ? 200 : 5000);

const setup = `
  import k6crypto from 'k6/crypto';
  import encoding from 'k6/encoding';
  import { parseHTML } from 'k6/html';
  import { randomString, uuidv4 } from ${JSON.stringify(UTILS)};
  const text = 'abcdefgh'.repeat(128);
  const encoded = encoding.b64encode(text);
  const products = Array.from({ length: 240 }, (_, id) => ({
    id, name: 'Product "' + id + '"', price: id * 1.25, tags: ['new', 'sale'], stock: { here: id % 7, there: null }, sold: id % 2 === 0,
  }));
  const json = JSON.stringify(products);
  const page = ${JSON.stringify(shopPage())};
  let number = 0;`;

const [, k6] = process.argv.slice(2);
if (k6 !== undefined) process.env.K6_BINARY = k6;
const [rounds] = numbersOr(3);
printCalls(await measureCalls({ setup, calls: CALLS, callsOf }, rounds), CALLS, 'ns', (ns) => ns.toFixed(0));
