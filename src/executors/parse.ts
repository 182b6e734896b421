import { nearest } from '../base/nearest.js';
import { type Problems, show } from '../base/problems.js';
import { commonFields, executorNames, type FieldTable, fieldTables } from './field-tables.js';
import { type Field, given, isRecord, suggest } from './fields.js';
import type { ExecutorName, ScenarioConfig } from './scenario.js';

/** One scenario as a script or a config file has it, complete with defaults; undefined after problems. */
export function parseScenario(name: string, raw: unknown, problems: Problems): ScenarioConfig | undefined {
  const path = `scenarios.${name}`;
  const before = problems.list.length;
  if (!/^[0-9a-zA-Z_-]+$/.test(name))
    problems.add(path, 'a scenario name may hold letters, digits, _ and - only, and must not be empty');
  if (!isRecord(raw)) {
    problems.add(path, `must be an object, got ${show(raw)}`);
    return undefined;
  }
  const executor = parseExecutorName(raw.executor, path, problems);
  if (executor === undefined) return undefined;
  const fields = fieldsOf(executor);
  complainAboutUnknown(executor, raw, Object.values(fields), path, problems);
  const config: Record<string, unknown> = { name, executor };
  for (const [key, field] of Object.entries(fields)) {
    config[key] = parseField(field, raw[field.name], config, `${path}.${field.name}`, problems);
  }
  if (problems.list.length > before) return undefined;
  const table = fieldTables[executor] as FieldTable<ExecutorName>;
  table.check?.(config as unknown as ScenarioConfig, (field, message) => problems.add(`${path}.${field}`, message));
  return problems.list.length > before ? undefined : Object.freeze(config as unknown as ScenarioConfig);
}

/** The scenario under k6's field names, durations as Go writes them: what scripts and `inspect` see. */
export function scenarioToJson(config: ScenarioConfig): Record<string, unknown> {
  const json: Record<string, unknown> = { executor: config.executor };
  const values = config as unknown as Record<string, unknown>;
  for (const [key, field] of Object.entries(fieldsOf(config.executor))) {
    const value = values[key];
    json[field.name] = value === undefined ? null : field.toJson(value);
  }
  return json;
}

const fieldsOf = (executor: ExecutorName): Record<string, Field<unknown>> =>
  ({ ...commonFields, ...fieldTables[executor].fields }) as Record<string, Field<unknown>>;

function parseExecutorName(value: unknown, path: string, problems: Problems): ExecutorName | undefined {
  const known = executorNames.find((executor) => executor === value);
  if (known !== undefined) return known;
  const valid = `valid are ${executorNames.join(', ')}`;
  if (!given(value)) problems.add(`${path}.executor`, `must be given; ${valid}`);
  else if (value === 'externally-controlled')
    problems.add(`${path}.executor`, `externally-controlled was removed in k6 v2 and does not exist here; ${valid}`);
  else if (typeof value !== 'string') problems.add(`${path}.executor`, `must be a name, got ${show(value)}; ${valid}`);
  else problems.add(`${path}.executor`, `unknown executor ${show(value)}; ${suggest(value, executorNames)}`);
  return undefined;
}

function complainAboutUnknown(
  executor: ExecutorName,
  raw: Record<string, unknown>,
  fields: readonly Field<unknown>[],
  path: string,
  problems: Problems,
): void {
  const known = ['executor', ...fields.map(({ name }) => name)];
  for (const name of Object.keys(raw)) {
    // A field that a script computes to undefined is not there in JSON.
    if (known.includes(name) || raw[name] === undefined) continue;
    const meant = nearest(name, known);
    const guess = meant === undefined ? '' : `did you mean ${meant}? `;
    problems.add(`${path}.${name}`, `unknown field; ${guess}${executor} has ${known.join(', ')}`);
  }
}

function parseField(
  field: Field<unknown>,
  value: unknown,
  above: Readonly<Record<string, unknown>>,
  path: string,
  problems: Problems,
): unknown {
  if (given(value)) return field.parse(value, (message, below = '') => problems.add(path + below, message));
  const fallback = field.fallback(above);
  if (fallback === undefined) problems.add(path, 'must be given');
  return fallback;
}
