import type { ScenarioConfig } from '../executors/config.js';
import { scenarioToJson } from '../executors/parse.js';
import { isGiven, membersOf } from '../schema/object.js';
import type { Layer } from './layer.js';
import { hasScenarios, WORKLOAD_KEYS } from './merge.js';
import { workloadRows } from './table/execution.js';
import { anyRows, type OptionKey } from './table.js';

type Json = Readonly<Record<string, unknown>>;

/** Options as k6 shows them: its own names in its order, durations as Go writes them, null for what nobody has set. */
export interface OptionsJson {
  /** What the script alone has declared: `inspect`. */
  readonly declared: Json;
  /** What holds, with shortcuts and the scenarios that they become: `inspect --execution-requirements`. */
  readonly requirements: Json;
  /** What holds, as given: what an archive keeps. */
  readonly archived: Json;
  /** What holds, with scenarios in place of shortcuts: `exec.test.options`. */
  readonly consolidated: Json;
  /** What holds and is set: the script finds it on its own `options` object. */
  readonly own: Json;
}

/** Settings and the scenarios that come of them. */
export interface Workload {
  readonly settings: Layer;
  readonly scenarios: readonly ScenarioConfig[];
}

/** Every option that k6 shows, in its order; the last two only in a running test. */
export const SHOWN = [
  ...['paused', 'vus', 'duration', 'iterations', 'stages', 'scenarios', 'executionSegment', 'executionSegmentSequence'],
  ...['noSetup', 'setupTimeout', 'noTeardown', 'teardownTimeout', 'handleSummaryTimeout', 'rps', 'dns', 'maxRedirects'],
  ...['userAgent', 'batch', 'batchPerHost', 'httpDebug', 'insecureSkipTLSVerify', 'tlsCipherSuites', 'tlsVersion'],
  ...['tlsAuth', 'throw', 'thresholds', 'blacklistIPs', 'blockHostnames', 'hosts', 'noConnectionReuse'],
  ...['noVUConnectionReuse', 'minIterationDuration', 'cloud', 'ext', 'summaryTrendStats', 'summaryTimeUnit'],
  ...['systemTags', 'tags', 'metricSamplesBufferSize', 'noCookiesReset', 'discardResponseBodies', 'features'],
] as readonly OptionKey[];
const SHOWN_IN_RUNS: readonly OptionKey[] = ['consoleOutput', 'localIPs'];
/** Left out where others are null. */
const OMITTED: readonly OptionKey[] = ['cloud'];
const SHORTCUTS: readonly string[] = Object.keys(workloadRows).filter((key) => key !== 'scenarios');
/** Null part by part. */
const UNSET: { readonly [Key in OptionKey]?: unknown } = { dns: { ttl: null, select: null, policy: null } };

/** All forms, of what the script has declared and of what holds, each with its scenarios. */
export function optionsToJson(declared: Workload, held: Workload): OptionsJson {
  const { settings } = held;
  const named = scenariosToJson(held);
  const isNamed = hasScenarios(settings);
  const complete = withDefaults(shown(settings, [...SHOWN, ...SHOWN_IN_RUNS]));
  const requirements = { ...withDefaults(shown(settings, SHOWN)), ...vusAlone(settings), scenarios: named };
  return {
    declared: {
      ...shown(declared.settings, SHOWN),
      scenarios: hasScenarios(declared.settings) ? scenariosToJson(declared) : null,
    },
    requirements,
    archived: { ...withDefaults(shown(settings, SHOWN)), scenarios: isNamed ? named : null },
    consolidated: only({ ...complete, scenarios: named }, (key) => !SHORTCUTS.includes(key)),
    own: only({ ...complete, scenarios: isNamed ? named : {} }, (_, value) => value !== null && value !== UNSET.dns),
  };
}

const only = (json: Json, wanted: (key: string, value: unknown) => boolean): Json =>
  Object.fromEntries(Object.entries(json).filter(([key, value]) => wanted(key, value)));

function shown(settings: Layer, keys: readonly OptionKey[]): Json {
  const json: Record<string, unknown> = {};
  for (const key of keys) {
    const setting = settings.get(key);
    if (setting) json[key] = anyRows[key]!.type.toJson(setting.value);
    else if (!OMITTED.includes(key)) json[key] = UNSET[key] ?? null;
  }
  return json;
}

/** Where options have been consolidated, k6 has filled in the defaults of some. */
const withDefaults = (json: Json): Json =>
  Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      const row = anyRows[key]!;
      return [key, value === null && row.shown ? row.type.toJson(row.fallback) : value];
    }),
  );

/** It stands for iterations too. */
function vusAlone(settings: Layer): Json {
  const vus = settings.get('vus');
  return vus && WORKLOAD_KEYS.every((key) => !settings.has(key)) ? { iterations: vus.value } : {};
}

const scenariosToJson = ({ settings, scenarios }: Workload): Json =>
  Object.fromEntries(scenarios.map((config) => [config.name, scenarioAsGiven(config, settings)]));

/** With null for what nobody has given. */
function scenarioAsGiven(config: ScenarioConfig, settings: Layer): Json {
  const complete = scenarioToJson(config);
  const given = fieldsGiven(config.name, Object.keys(complete), settings);
  const fields = Object.entries(complete).map(([field, value]) => [field, given.includes(field) ? value : null]);
  return only(Object.fromEntries(fields), (field, value) => field !== 'options' || value !== null);
}

function fieldsGiven(scenario: string, fields: readonly string[], settings: Layer): readonly string[] {
  if (!hasScenarios(settings)) {
    return fields.filter((field) => field === 'executor' || ORIGINS[field]?.some((key) => settings.has(key)));
  }
  const raw = settings.get('scenarios')!.value[scenario] as Json;
  const members = membersOf(raw, fields, () => {});
  return fields.filter((field) => isGiven(members.get(field)?.value));
}

/** Options that the fields of the derived scenario are made from. */
const ORIGINS: Readonly<Record<string, readonly OptionKey[]>> = {
  vus: ['vus'],
  startVUs: ['vus'],
  iterations: ['iterations', 'vus'],
  duration: ['duration'],
  maxDuration: ['duration'],
  stages: ['stages'],
};
