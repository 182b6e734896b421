import type { ScenarioConfig } from '../executors/config.js';
import { scenarioToJson } from '../executors/parse.js';
import type { Layer } from './layer.js';
import { hasScenarios } from './merge.js';
import { workloadRows } from './table/execution.js';
import { anyRows, type OptionKey, runTable } from './table.js';

/** Options as k6 shows them: its own names, durations as Go writes them, null for what is not set. */
export interface OptionsJson {
  /** As they were declared: what `inspect` prints and what a script finds on its own `options` object. */
  readonly declared: Readonly<Record<string, unknown>>;
  /** With shortcuts turned into scenarios: `exec.test.options` and `inspect --execution-requirements`. */
  readonly consolidated: Readonly<Record<string, unknown>>;
}

/** Both forms, of the options that a script can set. */
export function optionsToJson(settings: Layer, scenarios: readonly ScenarioConfig[]): OptionsJson {
  const declared: Record<string, unknown> = {};
  for (const key of Object.keys(runTable) as OptionKey[]) {
    const row = anyRows[key]!;
    if (row.in !== undefined && !row.in.includes('script')) continue;
    const setting = settings.get(key);
    if (setting) declared[key] = row.type.toJson(setting.value);
    else declared[key] = row.shown ? row.type.toJson(row.fallback) : null;
  }
  const named = Object.fromEntries(scenarios.map((config) => [config.name, scenarioToJson(config)]));
  const consolidated: Record<string, unknown> = { ...declared, scenarios: named };
  for (const key of Object.keys(workloadRows)) if (key !== 'scenarios') delete consolidated[key];
  if (hasScenarios(settings)) declared.scenarios = named;
  return { declared, consolidated };
}
