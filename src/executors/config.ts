import { type FieldTable, field, msField, type ValuesOf } from '../schema/field.js';
import { durationFrom } from '../schema/limits.js';
import { namedObjects, textMap } from '../schema/maps.js';
import { text } from '../schema/scalars.js';

/** Fields of every scenario, in the order in which k6 shows them. */
export const commonFields = {
  startTime: msField({ type: durationFrom(0), fallback: 0, help: 'how long after the start of the test it begins' }),
  gracefulStop: msField({
    type: durationFrom(0),
    fallback: 30_000,
    help: 'how long running iterations may go on when no new ones start any more',
  }),
  env: field({ type: textMap, fallback: {}, help: 'variables that its VUs find in `__ENV`, over those of the test' }),
  exec: field({ type: text, fallback: 'default', help: 'the exported function that is an iteration' }),
  tags: field({ type: textMap, fallback: {}, help: 'tags for all its samples' }),
  options: field({ type: namedObjects, fallback: {}, help: 'kept for those who read it; nothing here acts on it' }),
};

/** What is known of a scenario without asking its executor. Complete with defaults; durations in ms. */
export interface ScenarioConfig extends ValuesOf<typeof commonFields> {
  readonly name: string;
  /** The name of a record in the table of executors. */
  readonly executor: string;
}

/** The scenarios of one executor: what all have, and its own fields. */
export type ConfigOf<Fields extends FieldTable> = ScenarioConfig & ValuesOf<Fields>;
