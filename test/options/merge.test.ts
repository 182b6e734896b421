// k6-behaviour 1.3: who wins.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ScenarioConfig } from '../../src/executors/config.js';
import { Layer } from '../../src/options/layer.js';
import { merge, WORKLOAD_KEYS } from '../../src/options/merge.js';
import type { OptionKey } from '../../src/options/table.js';
import type { Configs } from '../executors/configs.js';
import { resolveFrom, type Sources } from '../helpers/options.js';

test('defaults < configuration file < script < variables < flags', () => {
  const layers: readonly Sources[] = [
    {},
    { file: { userAgent: 'file' } },
    { script: { userAgent: 'script' } },
    { env: { K6_USER_AGENT: 'env' } },
    { argv: ['--user-agent', 'flag'] },
  ];
  const names = [/^salvo\//, /^file$/, /^script$/, /^env$/, /^flag$/];
  for (const [top, name] of names.entries()) {
    // Everything up to this layer is set; it must win over all below it.
    const sources = Object.assign({}, ...layers.slice(0, top + 1)) as Sources;
    assert.match(resolveFrom(sources).options.userAgent, name);
  }
});

type AnyConfig = ScenarioConfig &
  Partial<Configs['shared-iterations'] & Configs['constant-vus'] & Configs['ramping-vus']>;

/** The executor and what decides it, for sources. */
const workload = (sources: Sources): string => {
  const [config] = resolveFrom(sources).options.scenarios;
  if (!config) return 'none';
  const { name, executor, vus, iterations, durationMs, maxDurationMs, startVUs, stages } = config as AnyConfig;
  if (stages) return `${name}: ${executor} from ${startVUs} through ${stages.map(({ target }) => target)}`;
  if (durationMs !== undefined) return `${name}: ${executor} ${vus} for ${durationMs}`;
  return `${name}: ${executor} ${vus} ${iterations} within ${maxDurationMs}`;
};

const SCENARIOS = { a: { executor: 'constant-vus', vus: 2, duration: '3s' } };

test('the workload of a higher layer makes the lower one void; vus stays', () => {
  const rows: readonly [Sources, string][] = [
    [{ argv: ['-d1s'], script: { vus: 2, iterations: 4 } }, 'default: constant-vus 2 for 1000'],
    [{ argv: ['-i', '9'], script: { vus: 2, duration: '4s' } }, 'default: shared-iterations 2 9 within 600000'],
    [{ argv: ['-s1s:3'], script: { vus: 2, duration: '4s' } }, 'default: ramping-vus from 2 through 3'],
    [
      { argv: ['-i9', '-d4s'], script: { stages: [{ duration: '1s', target: 1 }] } },
      'default: shared-iterations 1 9 within 4000',
    ],
    [{ argv: ['-u5'], script: { duration: '4s', vus: 1 } }, 'default: constant-vus 5 for 4000'],
    [{ argv: ['-u5'], script: { iterations: 10 } }, 'default: shared-iterations 5 10 within 600000'],
    [{ env: { K6_DURATION: '2s' }, script: { scenarios: SCENARIOS } }, 'default: constant-vus 1 for 2000'],
    [{ env: { K6_STAGES: '1s:5,1s:0' }, script: { iterations: 3 } }, 'default: ramping-vus from 1 through 5,0'],
    [{ script: { scenarios: SCENARIOS }, file: { duration: '9s', vus: 7 } }, 'a: constant-vus 2 for 3000'],
    [{ script: { scenarios: SCENARIOS, vus: 7 } }, 'a: constant-vus 2 for 3000'],
    [{ argv: ['-i2'], env: { K6_DURATION: '2s', K6_VUS: '2' } }, 'default: shared-iterations 2 2 within 600000'],
    [{ argv: ['-u4'], script: { scenarios: SCENARIOS } }, 'default: shared-iterations 4 4 within 600000'],
    [{ env: { K6_VUS: '4' }, script: { scenarios: SCENARIOS } }, 'default: shared-iterations 4 4 within 600000'],
  ];
  for (const [sources, wanted] of rows) assert.equal(workload(sources), wanted, JSON.stringify(sources));
});

test('scenarios that are overridden are a warning that names the layer', () => {
  const warnings = (sources: Sources) => resolveFrom({ script: { scenarios: SCENARIOS }, ...sources }).warnings;
  assert.deepEqual(warnings({ argv: ['-d', '2s'] }), ['command line: -d overrode scenarios configuration entirely']);
  assert.deepEqual(warnings({ env: { K6_ITERATIONS: '2' } }), [
    'environment: K6_ITERATIONS overrode scenarios configuration entirely',
  ]);
  assert.deepEqual(warnings({ argv: ['--vus', '3'] }), [
    'command line: --vus alone replaces the scenarios by 3 iterations shared among 3 VUs',
  ]);
  assert.deepEqual(warnings({ file: { duration: '2s' } }), []);
  assert.deepEqual(warnings({}), []);
});

test('tags replace each other as a whole, unless they are told to add up', () => {
  const sources = { script: { tags: { a: '1', b: '1' } }, env: { K6_TAGS: 'b:2' }, argv: ['--tag', 'c=3'] };
  assert.deepEqual(resolveFrom(sources).options.tags, { c: '3' });
  const merged = resolveFrom({ ...sources, argv: [...sources.argv, '--features', 'merge-run-tags'] });
  assert.deepEqual(merged.options.tags, { a: '1', b: '2', c: '3', k6_feature_merge_run_tags: 'true' });
  // A script chooses no feature, and nobody one that does not exist.
  const none = resolveFrom({ script: { features: ['merge-run-tags'] }, argv: ['--features', 'nonsense'] });
  assert.deepEqual(none.options.tags, {});
  const two = resolveFrom({ env: { K6_FEATURES: 'freeze-env,native-histograms' } });
  assert.deepEqual(Object.keys(two.options.tags), ['k6_feature_freeze_env', 'k6_feature_native_histograms']);
});

test('lists of a higher layer replace those of a lower one', () => {
  assert.deepEqual(resolveFrom({ file: { out: ['json'] }, argv: ['-o', 'csv'] }).options.out, ['csv']);
  assert.deepEqual(resolveFrom({ env: { K6_OUT: 'json,csv' } }).options.out, ['json', 'csv']);
});

const KEYS: readonly OptionKey[] = ['vus', 'duration', 'iterations', 'stages', 'scenarios', 'userAgent', 'rps', 'tags'];
const layerOf = (keys: readonly OptionKey[], name: string): Layer => {
  const layer = new Layer();
  for (const key of keys) layer.setAny(key, { value: { by: name }, path: key, layer: 'script' });
  return layer;
};
const anyLayer = fc.subarray([...KEYS]);
const snapshot = (layer: Layer) => new Map(layer.entries());

test('laws of merging', () => {
  fc.assert(
    fc.property(anyLayer, anyLayer, anyLayer, (first, second, third) => {
      const [a, b, c] = [layerOf(first, 'a'), layerOf(second, 'b'), layerOf(third, 'c')];
      const merged = snapshot(merge([a, b, c], []));
      // Nothing and a layer is that layer; merging again changes nothing; the order of grouping does not matter.
      assert.deepEqual(snapshot(merge([new Layer(), a], [])), snapshot(a));
      assert.deepEqual(snapshot(merge([merge([a, b, c], []), c], [])), merged);
      assert.deepEqual(snapshot(merge([merge([a, b], []), c], [])), merged);
      // The highest layer is always whole, and the workload comes from one layer only.
      for (const [key, setting] of c.entries()) assert.equal(merged.get(key), setting);
      const sources = WORKLOAD_KEYS.flatMap((key) => (merged.get(key)?.value as { by: string } | undefined)?.by ?? []);
      assert.ok(new Set(sources).size <= 1);
      // Every other option that somebody set is set.
      for (const key of ['vus', 'userAgent', 'rps', 'tags'] as const)
        assert.equal(merged.has(key), a.has(key) || b.has(key) || c.has(key));
    }),
  );
});
