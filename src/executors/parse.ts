import { isRecord } from '../base/is-record.js';
import { nearest } from '../base/nearest.js';
import { show } from '../base/problems.js';
import { type FieldTable, field } from '../schema/field.js';
import { isGiven, membersOf, objectToJson, readObject } from '../schema/object.js';
import { text } from '../schema/scalars.js';
import type { Spot } from '../schema/spot.js';
import { commonFields, type ScenarioConfig } from './config.js';
import type { Executor } from './executor.js';
import { executorNamed, executorOf, executors } from './index.js';

/** One scenario as a script or a config file has it, complete with defaults; undefined after problems. */
export function parseScenario(name: string, raw: unknown, spot: Spot): ScenarioConfig | undefined {
  const before = spot.faults;
  if (!/^[0-9a-zA-Z_-]+$/.test(name))
    spot.problem('a scenario name may hold letters, digits, _ and - only, and must not be empty');
  if (!isRecord(raw)) return spot.problem(`must be an object, got ${show(raw)}`);
  const executor = readExecutor(raw, spot);
  if (executor === undefined) return undefined;
  const values = readObject(raw, fieldsOf(executor), spot, `${executor.name} has`);
  if (values === undefined || spot.faults > before) return undefined;
  // What its own fields have read is what the record asks for.
  const config = { name, ...values } as unknown as ScenarioConfig;
  executor.check?.(config, spot);
  return spot.faults > before ? undefined : Object.freeze(config);
}

/** The scenario under k6's field names, durations as Go writes them: what scripts and `inspect` see. */
export const scenarioToJson = (config: ScenarioConfig): Record<string, unknown> =>
  objectToJson(config, fieldsOf(executorOf(config)));

/** All that a scenario of this executor can be told. */
export const fieldsOf = ({ fields }: Executor): FieldTable => ({ executor: executorField, ...commonFields, ...fields });

const executorField = field({ type: text, help: 'how its iterations are run' });

function readExecutor(raw: Readonly<Record<string, unknown>>, spot: Spot): Executor | undefined {
  const { written = 'executor', value } = membersOf(raw, ['executor'], () => {}).get('executor') ?? {};
  const known = executorNamed(value);
  if (known !== undefined) return known;
  const names = executors.map(({ name }) => name);
  const valid = `valid are ${names.join(', ')}`;
  const place = spot.at(written);
  if (!isGiven(value)) return place.problem(`must be given; ${valid}`);
  if (value === 'externally-controlled')
    return place.problem(`externally-controlled was removed in k6 v2 and does not exist here; ${valid}`);
  if (typeof value !== 'string') return place.problem(`must be a name, got ${show(value)}; ${valid}`);
  const meant = nearest(value, names);
  const guess = meant === undefined ? '' : `did you mean ${meant}? `;
  return place.problem(`unknown executor ${show(value)}; ${guess}${valid}`);
}
