// VUs share builtins unless that shows: a script that changes them gets a realm for each VU, by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CliResult, runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';

async function run(script: string, ...flags: string[]): Promise<CliResult> {
  await using folder = await tempFolder({ 'script.js': script });
  return await runSalvo(['run', '-q', '--log-format=raw', '--workers=1', ...flags, 'script.js'], { cwd: folder.path });
}

/** What the VUs of a script logged, in the order of their numbers. */
const logged = ({ stderr }: CliResult): string[] =>
  stderr
    .split('\n')
    .filter((line) => /^VU \d/.test(line))
    .sort();

const PER_VU = `
  import { sleep } from 'k6';
  const options_ = { executor: 'per-vu-iterations', vus: 3, iterations: 1 };
  export const options = { scenarios: { all: options_ } };`;
const [ONE, TWO, THREE] = [1, 2, 3].map((vu) => `VU ${vu}: mine ${vu}`);

const CHANGES: Readonly<Record<string, readonly [change: string, read: string]>> = {
  'a method of a prototype': ["String.prototype.mine = () => 'mine ' + __VU;", "'x'.mine()"],
  'a builtin function': ["JSON.stringify = () => 'mine ' + __VU;", 'JSON.stringify(1)'],
  'a name of the real global object': [
    "new Function('return this')().mine = 'mine ' + __VU;",
    "new Function('return mine')()",
  ],
  'what the last match left': ['', "/mine \\d/.test('mine ' + __VU) && (sleep(0.2), RegExp.lastMatch)"],
};

for (const [name, [change, read]] of Object.entries(CHANGES)) {
  test(`${name} is each VU's own, and what that costs is said once`, async () => {
    const result = await run(`${PER_VU}
      ${change}
      export default function () { sleep(0.1); console.log('VU ' + __VU + ': ' + (${read})); }`);
    assert.deepEqual(logged(result), [ONE, TWO, THREE]);
    assert.equal(
      result.stderr.match(/each VU gets builtins of its own: [\d.]+ MB and [\d.]+ ms for each VU/g)?.length,
      1,
    );
    assert.equal(result.code, 0);
  });
}

test('Math.random and Error.prepareStackTrace are per VU in a shared realm, too', async () => {
  const result = await run(
    `${PER_VU}
      Math.random = () => __VU;
      Error.prepareStackTrace = (error) => error.message + ' ' + __VU;
      export default function () { sleep(0.1); console.log('VU ' + __VU + ': ' + new Error('mine').stack.slice(0, 5) + Math.random()); }`,
  );
  assert.deepEqual(logged(result), [ONE, TWO, THREE]);
  assert.doesNotMatch(result.stderr, /builtins of its own/);
});

test('each VU draws from its own seed', async () => {
  const result = await run(`${PER_VU}
    import { randomSeed } from 'k6';
    export default function () { randomSeed(7); const first = Math.random(); sleep(0.1); randomSeed(7);
      console.log('VU ' + __VU + ': ' + (first === Math.random())); }`);
  assert.deepEqual(logged(result), ['VU 1: true', 'VU 2: true', 'VU 3: true']);
});

test('--isolation vu says what it costs; --isolation worker shares whatever is changed', async () => {
  const script = `${PER_VU}
    String.prototype.mine = () => 'mine ' + mine;
    const mine = __VU;
    export default function () { sleep(0.1); console.log('VU ' + __VU + ': ' + ''.mine()); }`;
  const own = await run(script, '--isolation=vu');
  assert.deepEqual(logged(own), [ONE, TWO, THREE]);
  assert.match(own.stderr, /each VU has builtins of its own: [\d.]+ MB and [\d.]+ ms for each VU/);
  const shared = await run(script, '--isolation=worker');
  assert.equal(new Set(logged(shared).map((line) => line.slice(-1))).size, 1);
});

test('a change that comes only with the iterations ends the test, and says what and how', async () => {
  const change = 'Array.prototype.last = function () { return this[this.length - 1]; };';
  const script = `import { sleep } from 'k6'; export default function () { ${change} sleep(0.1); }`;
  const { code, stderr } = await run(script, '--vus=2', '--duration=20s');
  assert.match(
    stderr,
    /E_BUILTINS_CHANGED: an iteration changed Array\.prototype\.last, which all VUs of a worker share/,
  );
  assert.match(stderr, /--isolation vu/);
  assert.equal(code, 107);
  assert.equal((await run(script, '--vus=2', '--iterations=4', '--isolation=vu')).code, 0);
});
