// What a call of the modules that compute costs, in nanoseconds: the best of many short stretches, so that others on the
// machine do not count. Beside k6, when the environment variable K6_BINARY names one. Argument: rounds.
import { measureCalls, printCalls } from './module-calls.js';
import { numbersOr } from './rounds.js';

/** Name of what is measured: one call. */
const CALLS: Readonly<Record<string, string>> = {
  'sha256 of 1 KB, hex': "k6crypto.sha256(text, 'hex')",
  'sha256 of 1 KB of bytes, hex': "k6crypto.sha256(bytes, 'hex')",
  'hmac sha256 of 1 KB, hex': "k6crypto.hmac('sha256', 'secret-key-1234567890', text, 'hex')",
  'createHash, update, digest of 1 KB': "digestOf(k6crypto.createHash('sha256'))",
  'md5 of 32 bytes, hex': "k6crypto.md5('01234567890123456789012345678901', 'hex')",
  'md4 of 32 bytes, hex': "k6crypto.md4('01234567890123456789012345678901', 'hex')",
  'ripemd160 of 32 bytes, hex': "k6crypto.ripemd160('01234567890123456789012345678901', 'hex')",
  'b64encode of 1 KB': 'encoding.b64encode(text)',
  'b64decode of 1 KB': 'encoding.b64decode(encoded)',
  'b64decode of 1 KB as text': "encoding.b64decode(encoded, 'std', 's')",
  'crypto.randomUUID()': 'crypto.randomUUID()',
  'Math.random(), seeded': 'Math.random()',
  'randomSeed(n)': 'randomSeed(7)',
  'new TextEncoder().encode of 1 KB': 'new TextEncoder().encode(text)',
};

/** Calls of a stretch, where the usual number takes much too long or too short a time. */
const CALLS_OF: Readonly<Record<string, number>> = {
  'crypto.randomUUID()': 200_000,
  'Math.random(), seeded': 1_000_000,
  'randomSeed(n)': 500,
};
const USUAL_CALLS = 10_000;

const setup = `
  import k6crypto from 'k6/crypto';
  import encoding from 'k6/encoding';
  import { randomSeed } from 'k6';
  randomSeed(1);
  const text = 'abcdefgh'.repeat(128);
  const bytes = new Uint8Array(1024);
  const encoded = encoding.b64encode(text);
  const digestOf = (hasher) => { hasher.update(text); return hasher.digest('hex'); };`;

const [rounds] = numbersOr(3);
const costs = await measureCalls({ setup, calls: CALLS, callsOf: (name) => CALLS_OF[name] ?? USUAL_CALLS }, rounds);
printCalls(costs, CALLS, 'ns', (ns) => ns.toFixed(0));
