import { errors } from '../base/errors/index.js';
import type { ScenarioConfig } from '../executors/config.js';
import { Findings } from '../schema/spot.js';
import { parseThresholds } from '../thresholds/shape.js';
import { settleContradictions } from './contradictions.js';
import { deepFreeze } from './deep-freeze.js';
import { fromArchive } from './from-archive.js';
import { fromScript } from './from-script.js';
import { Layer } from './layer.js';
import { checkLimits } from './limits.js';
import { hasScenarios, merge } from './merge.js';
import type { Options } from './options.js';
import type { OuterSources } from './outer-sources.js';
import { plainOptions } from './plain-options.js';
import { scenariosOf } from './scenarios.js';
import { type OptionsJson, optionsToJson, type Workload } from './to-json.js';
import { withoutEffect } from './without-effect.js';

export interface ResolvedOptions {
  readonly options: Options;
  readonly json: OptionsJson;
  readonly warnings: readonly string[];
}

/** The door: all sources in, frozen options out. Every fault of every source is in the one error that is thrown. */
export function resolveOptions(
  outer: OuterSources,
  scriptOptions: unknown,
  exportedFunctions: readonly string[],
): ResolvedOptions {
  const findings = new Findings();
  findings.problems.list.push(...outer.problems);
  const written = fromScript(scriptOptions, findings);
  const script = outer.archived ? fromArchive(outer.archived, written, findings) : written;
  const { defaults, file, env, flags, archive = new Layer() } = outer.layers;
  const settings = merge([defaults, file, script, archive, env, flags], findings.warnings);
  checkLimits(settings, findings.problems);
  const scenarios = scenariosOf(settings, findings);
  checkFunctions(scenarios, exportedFunctions, findings);
  const thresholds = parseThresholds(settings.get('thresholds')?.value ?? {}, findings.problems);
  if (!findings.problems.none) throw errors.invalidOptions(findings.problems);

  const plain = settleContradictions(plainOptions(settings), findings.warnings);
  const options: Options = { ...plain, scenarios, thresholds };
  return {
    options: deepFreeze(options),
    warnings: [...outer.warnings, ...findings.warnings, ...withoutEffect(settings)],
    json: optionsToJson(declaredIn(script), { settings, scenarios }),
  };
}

/** What the script alone says; nothing is wrong with it that is not said of the whole. */
function declaredIn(script: Layer): Workload {
  const settings = merge([script], []);
  return { settings, scenarios: hasScenarios(settings) ? scenariosOf(settings, new Findings()) : [] };
}

function checkFunctions(scenarios: readonly ScenarioConfig[], exported: readonly string[], findings: Findings): void {
  const known = exported.length === 0 ? 'it exports none' : `it exports ${exported.join(', ')}`;
  for (const { name, exec, vuSetup, vuTeardown } of scenarios) {
    for (const [field, fn] of Object.entries({ exec, vuSetup, vuTeardown })) {
      if (exported.includes(fn) || (fn === '' && field !== 'exec')) continue;
      findings.problems.add(`scenarios.${name}.${field}`, `${fn} is not a function that the script exports; ${known}`);
    }
  }
}
