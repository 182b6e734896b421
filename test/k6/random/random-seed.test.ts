// randomSeed(n): the numbers of Go's math/rand, one sequence for each VU.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GoRandom } from '../../../src/k6/random/go-random.js';
import { runSalvo } from '../../helpers/cli.js';
import { scriptValue } from '../../helpers/script-value.js';
import { tempScript } from '../../helpers/temp.js';
import { Alfg } from './alfg.js';

/** Printed by k6 2.2 for `randomSeed(seed)` and three calls of Math.random(), and by a Go program. */
const FROM_K6: readonly (readonly [string, readonly number[]])[] = [
  ['123', [0.5813171323049762, 0.026224297271376255, 0.2499694950699479]],
  ['0', [0.9451961492941164, 0.24496508529377975, 0.6559562651954052]],
  ['1', [0.6046602879796196, 0.9405090880450124, 0.6645600532184904]],
  ['-1', [0.3951876009960174, 0.05964969860952545, 0.33545830491955936]],
  ['42', [0.3730283610466326, 0.06600049679351791, 0.604093851558642]],
  ['2 ** 31 - 1', [0.9451961492941164, 0.24496508529377975, 0.6559562651954052]],
  ['2 ** 32', [0.16729663442585624, 0.2650543054337802, 0.05148802530284411]],
  ['9007199254740991', [0.25912757246568385, 0.35727962080843245, 0.07712633630279923]],
  ['-9007199254740991', [0.7405729739069671, 0.6429242270300878, 0.923317837547811]],
  ['9223372036854774784', [0.01635701428995629, 0.9459759215284679, 0.8978096702283196]],
  // What is no integer.
  ['1.9', [0.6046602879796196, 0.9405090880450124, 0.6645600532184904]],
  ['"7"', [0.9188921592527635, 0.23150717404875204, 0.24138756706529774]],
  ['"abc"', [0.9451961492941164, 0.24496508529377975, 0.6559562651954052]],
  ['1e20', [0.8328240056498365, 0.7347809470961395, 0.9484607146148828]],
  ['-1e20', [0.8328240056498365, 0.7347809470961395, 0.9484607146148828]],
  ['Infinity', [0.9451961492941164, 0.24496508529377975, 0.6559562651954052]],
];

test('a seeded script draws the numbers that it draws under k6', async () => {
  const seeds = FROM_K6.map(([seed]) => seed).join(', ');
  const drawn = await scriptValue(
    "import { randomSeed } from 'k6';",
    `return [${seeds}].map((seed) => { randomSeed(seed); return [Math.random(), Math.random(), Math.random()]; });`,
  );
  assert.deepEqual(
    drawn,
    FROM_K6.map(([, numbers]) => numbers),
  );
});

test('far down the sequence as well', async () => {
  const drawn = await scriptValue(
    "import { randomSeed } from 'k6';",
    'randomSeed(123); for (let i = 1; i < 100000; i++) Math.random(); return [Math.random(), Math.random()];',
  );
  assert.deepEqual(drawn, [0.4935993057326565, 0.947614965633898]);
});

test('each VU has a sequence of its own, which lasts from iteration to iteration', async () => {
  await using script = await tempScript(`
    import { randomSeed } from 'k6';
    export const options = { scenarios: { a: { executor: 'per-vu-iterations', vus: 4, iterations: 3 } } };
    export default function () {
      if (__ITER === 0) randomSeed(__VU % 2 === 0 ? 123 : 42);
      console.log('VU ' + __VU + ' ' + __ITER + ' ' + Math.random());
    }`);
  const { stderr } = await runSalvo(['run', '-q', '--workers=2', '--log-format=raw', script.path]);
  const drawn = [...stderr.matchAll(/^VU (\d) (\d) (.*)$/gm)].map(([, vu, iteration, number]) => [
    Number(vu),
    Number(iteration),
    Number(number),
  ]);
  const expected = [1, 2, 3, 4].flatMap((vu) => {
    const numbers = FROM_K6[vu % 2 === 0 ? 0 : 4]![1];
    return numbers.map((number, iteration) => [vu, iteration, number]);
  });
  assert.deepEqual(drawn.sort(), expected);
});

test('a seed of init code ends with it, so VUs do not all draw the same', async () => {
  await using script = await tempScript(`
    import { randomSeed } from 'k6';
    randomSeed(123);
    const first = Math.random();
    export const options = { scenarios: { a: { executor: 'per-vu-iterations', vus: 3, iterations: 1 } } };
    export default function () { console.log('init ' + first + ' then ' + Math.random()); }`);
  const { stderr } = await runSalvo(['run', '-q', '--log-format=raw', script.path]);
  const lines = [...stderr.matchAll(/^init (\S+) then (\S+)$/gm)];
  assert.deepEqual(
    lines.map(([, first]) => Number(first)),
    [0.5813171323049762, 0.5813171323049762, 0.5813171323049762],
  );
  const drawn = lines.map(([, , number]) => Number(number));
  assert.equal(new Set(drawn).size, 3);
  assert.ok(!drawn.includes(0.026224297271376255));
});

test('the generator in halves of words is the one in whole words, for any seed', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 2000 }), (seed, skipped) => {
      const [ours, model] = [new GoRandom(seed), Alfg.seeded(BigInt(seed))];
      for (let i = 0; i < skipped; i++) {
        ours.float64();
        model.float64();
      }
      assert.equal(ours.float64(), model.float64());
    }),
    { numRuns: 50 },
  );
});
