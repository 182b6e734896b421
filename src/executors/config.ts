import { type FieldTable, field, msField, type ValuesOf } from '../schema/field.js';
import { namedObjects, textMap } from '../schema/maps.js';
import { durationFrom, type Limits, nonEmptyText, text, wholeWithin } from '../schema/scalars.js';
import type { JsonType } from '../schema/value-type.js';

/** Fields of every scenario, in the order in which k6 shows them. */
export const commonFields = {
  startTime: msField({ type: durationFrom(0), fallback: 0, help: 'how long after the start of the test it begins' }),
  gracefulStop: msField({
    type: durationFrom(0),
    fallback: 30_000,
    help: 'how long running iterations may go on when no new ones start any more',
  }),
  env: field({ type: textMap, fallback: {}, help: 'variables that its VUs find in `__ENV`, over those of the test' }),
  exec: field({ type: nonEmptyText, fallback: 'default', help: 'the exported function that is an iteration' }),
  tags: field({ type: textMap, fallback: {}, help: 'tags for all its samples' }),
  options: field({ type: namedObjects, fallback: {}, help: 'kept for those who read it; nothing here acts on it' }),
  vuSetup: field({
    type: text,
    fallback: '',
    ours: true,
    help: 'the exported function that each VU runs once before its first iteration of this scenario',
  }),
  vuTeardown: field({
    type: text,
    fallback: '',
    ours: true,
    help: 'the exported function that each of these VUs runs once when the test has ended',
  }),
};

/** What is known of a scenario without asking its executor. Complete with defaults; durations in ms. */
export interface ScenarioConfig extends ValuesOf<typeof commonFields> {
  readonly name: string;
  /** The name of a record in the table of executors. */
  readonly executor: string;
}

/** The scenarios of one executor: what all have, and its own fields. */
export type ConfigOf<Fields extends FieldTable> = ScenarioConfig & ValuesOf<Fields>;

// Kinds of values that fields of several executors have.

/** k6 refuses more VUs than this; it also keeps the arithmetic of ramps inside exact integers. */
const MOST_VUS = 100_000_000;

export const vusFrom = (least: number): Limits => ({ least, most: MOST_VUS });

/** A number of VUs. */
export const vuCount = (least: number): JsonType<number> => wholeWithin(vusFrom(least));

/** A number of iterations: the counter that all workers claim from has 32 bits. */
export const iterationCount: JsonType<number> = wholeWithin({ least: 1, most: 2 ** 31 - 1 });
