import { duration, type Field, opaque, stages, text, textMap, VU_TARGETS, vuCount, whole } from './fields.js';
import type { ExecutorName, ScenarioBase, ScenarioConfig } from './scenario.js';

type ConfigOf<Name extends ExecutorName> = Extract<ScenarioConfig, { executor: Name }>;
type Fields<C> = { readonly [Key in keyof C]-?: Field<NonNullable<C[Key]>> };

/** The rows of one executor, and what must hold between its fields. */
export interface FieldTable<Name extends ExecutorName> {
  readonly fields: Fields<Omit<ConfigOf<Name>, keyof ScenarioBase | 'executor'>>;
  check?(config: ConfigOf<Name>, complain: (field: string, message: string) => void): void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const always =
  <T>(value: T) =>
  (): T =>
    value;

const loopedIterations = {
  vus: vuCount('vus', 1, always(1)),
  // The counter that all workers claim from has 32 bits.
  iterations: whole('iterations', { least: 1, most: 2 ** 31 - 1 }, always(1)),
  maxDurationMs: duration('maxDuration', { least: SECOND }, always(10 * MINUTE)),
};

const timeUnitMs = duration('timeUnit', { least: 1e-6 }, always(SECOND));
const arrivalVus = {
  preAllocatedVUs: vuCount('preAllocatedVUs', 0),
  maxVUs: vuCount('maxVUs', 0, ({ preAllocatedVUs }) => (preAllocatedVUs as number | undefined) ?? 0),
};

/** Fields of every scenario, in the order in which k6 shows them. */
export const commonFields: Fields<Omit<ScenarioBase, 'name'>> = {
  startTimeMs: duration('startTime', { least: 0 }, always(0)),
  gracefulStopMs: duration('gracefulStop', { least: 0 }, always(30 * SECOND)),
  env: textMap('env'),
  exec: text('exec', 'default'),
  tags: textMap('tags'),
  options: opaque('options'),
};

/** What each executor can be told. */
export const fieldTables = {
  'shared-iterations': {
    fields: loopedIterations,
    check: ({ vus, iterations }, complain) => {
      if (iterations < vus) complain('iterations', `must not be below vus (${vus}), got ${iterations}`);
    },
  },
  'per-vu-iterations': { fields: loopedIterations },
  'constant-vus': {
    fields: { vus: vuCount('vus', 1, always(1)), durationMs: duration('duration', { least: SECOND }) },
  },
  'ramping-vus': {
    fields: {
      startVUs: vuCount('startVUs', 0, always(1)),
      stages: stages(VU_TARGETS),
      gracefulRampDownMs: duration('gracefulRampDown', { least: 0 }, always(30 * SECOND)),
    },
    check: (config, complain) => {
      if (config.startVUs > 0 || config.stages.some(({ target }) => target > 0)) return;
      complain('stages', 'startVUs or the target of some stage must be above 0');
    },
  },
  'constant-arrival-rate': {
    fields: {
      rate: whole('rate', { least: 1 }),
      timeUnitMs,
      durationMs: duration('duration', { least: SECOND }),
      ...arrivalVus,
    },
    check: (config, complain) => {
      checkRate('rate', config.rate, config.timeUnitMs, complain);
      checkMaxVus(config, complain);
    },
  },
  'ramping-arrival-rate': {
    fields: {
      startRate: whole('startRate', { least: 0 }, always(0)),
      timeUnitMs,
      stages: stages({ least: 0 }),
      ...arrivalVus,
    },
    check: (config, complain) => {
      checkRate('startRate', config.startRate, config.timeUnitMs, complain);
      for (const [index, { target }] of config.stages.entries())
        checkRate(`stages[${index}].target`, target, config.timeUnitMs, complain);
      checkMaxVus(config, complain);
    },
  },
} satisfies { [Name in ExecutorName]: FieldTable<Name> };

export const executorNames = Object.keys(fieldTables) as ExecutorName[];

type ComplainAbout = (field: string, message: string) => void;

/** Due times are whole nanoseconds, so there can be no more than one start in each. */
function checkRate(field: string, rate: number, timeUnitMs: number, complain: ComplainAbout): void {
  if (rate > timeUnitMs * 1e6) complain(field, `must not ask for more than one start in a nanosecond, got ${rate}`);
}

function checkMaxVus(config: { preAllocatedVUs: number; maxVUs: number }, complain: ComplainAbout): void {
  if (config.maxVUs >= config.preAllocatedVUs) return;
  complain('maxVUs', `must not be below preAllocatedVUs (${config.preAllocatedVUs}), got ${config.maxVUs}`);
}
