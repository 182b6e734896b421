import { formatDuration } from '../base/duration.js';
import type { Problems } from '../base/problems.js';
import type { ScenarioConfig } from '../executors/config.js';
import { parseScenario } from '../executors/parse.js';
import { Findings, Spot } from '../schema/spot.js';
import { LAYER_TITLES, LAYERS, type Layer } from './layer.js';
import { hasScenarios } from './merge.js';
import type { OptionKey } from './table.js';

/** The scenario that shortcuts become. */
const DEFAULT_NAME = 'default';

/** A scenario as JSON, and which option each of its fields was made from. */
interface Derived {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly origins: Readonly<Record<string, OptionKey>>;
}

/** What is to be run: the named scenarios, or the one that vus, duration, iterations and stages describe. */
export function scenariosOf(settings: Layer, findings: Findings): readonly ScenarioConfig[] {
  complainAboutConflicts(settings, findings.problems);
  if (hasShortcut(settings)) return parseDerived(derive(settings), settings, findings);
  if (hasScenarios(settings) && !vusReplaceScenarios(settings, findings)) return parseNamed(settings, findings);
  warnOfEmpty(settings, findings);
  return parseDerived(derive(settings), settings, findings);
}

/** Empty stages are a way to say "none". */
const hasStages = (settings: Layer): boolean => (settings.get('stages')?.value.length ?? 0) > 0;
const hasShortcut = (settings: Layer): boolean =>
  settings.has('iterations') || settings.has('duration') || hasStages(settings);

/** Those left after merging stand in one layer, so one of them contradicts the other. */
function complainAboutConflicts(settings: Layer, problems: Problems): void {
  const conflicts: readonly (readonly [OptionKey, OptionKey])[] = [
    ['iterations', 'stages'],
    ['duration', 'stages'],
    ['iterations', 'scenarios'],
    ['duration', 'scenarios'],
    ['stages', 'scenarios'],
  ];
  for (const [one, other] of conflicts) {
    if ((one === 'stages' || other === 'stages') && !hasStages(settings)) continue;
    const [first, second] = [settings.get(one), settings.get(other)];
    if (first && second) problems.add(first.path, `cannot be combined with ${second.path}`);
  }
}

function vusReplaceScenarios(settings: Layer, { warnings }: Findings): boolean {
  const vus = settings.get('vus');
  const scenarios = settings.get('scenarios')!;
  if (!vus || LAYERS.indexOf(vus.layer) <= LAYERS.indexOf(scenarios.layer)) return false;
  warnings.push(
    `${LAYER_TITLES[vus.layer]}: ${vus.path} alone replaces the scenarios by ${vus.value} iterations shared among ${vus.value} VUs`,
  );
  settings.delete('scenarios');
  return true;
}

function warnOfEmpty(settings: Layer, { warnings }: Findings): void {
  for (const key of ['stages', 'scenarios'] as const) {
    const setting = settings.get(key);
    if (setting && (key === 'stages' || !hasScenarios(settings)))
      warnings.push(`${setting.path} is empty: running as if it was not set`);
  }
}

function derive(settings: Layer): Derived {
  const vus = settings.get('vus')?.value;
  const iterations = settings.get('iterations')?.value;
  const durationMs = settings.get('duration')?.value;
  // As text, so that a complaint quotes it with its unit.
  const duration = durationMs === undefined ? undefined : formatDuration(durationMs);
  if (iterations !== undefined)
    return {
      raw: { executor: 'shared-iterations', vus, iterations, maxDuration: duration },
      origins: { vus: 'vus', iterations: 'iterations', maxDuration: 'duration' },
    };
  if (duration !== undefined)
    return { raw: { executor: 'constant-vus', vus, duration }, origins: { vus: 'vus', duration: 'duration' } };
  if (hasStages(settings))
    return {
      raw: { executor: 'ramping-vus', startVUs: vus, stages: settings.get('stages')!.value },
      origins: { startVUs: 'vus', stages: 'stages' },
    };
  if (vus !== undefined)
    return { raw: { executor: 'shared-iterations', vus, iterations: vus }, origins: { vus: 'vus', iterations: 'vus' } };
  return { raw: { executor: 'per-vu-iterations', vus: 1, iterations: 1 }, origins: {} };
}

/** Complaints about a field of the derived scenario become complaints about the option it was made from. */
function parseDerived({ raw, origins }: Derived, settings: Layer, { problems }: Findings): readonly ScenarioConfig[] {
  const own = new Findings();
  const config = parseScenario(DEFAULT_NAME, raw, new Spot('', own));
  const said = new Set<string>();
  for (const { path, message } of own.problems.list) {
    const [, field = '', rest = ''] = /^\.(\w+)(.*)$/.exec(path) ?? [];
    const origin = origins[field];
    const place = origin === undefined ? path : (settings.get(origin)?.path ?? origin) + rest;
    // vus alone stands for two fields; one complaint about it is enough.
    if (!said.has(place)) problems.add(place, message);
    said.add(place);
  }
  return config ? [config] : [];
}

function parseNamed(settings: Layer, findings: Findings): readonly ScenarioConfig[] {
  const { value, path } = settings.get('scenarios')!;
  const spot = new Spot(path, findings);
  const configs = Object.entries(value).map(([name, raw]) => parseScenario(name, raw, spot.at(name)));
  return configs.filter((config) => config !== undefined);
}
