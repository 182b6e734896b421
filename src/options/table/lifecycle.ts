import { duration, toggle } from '../../schema/scalars.js';
import { type MsRow, row } from '../row.js';
import { notNegativeMs, positiveMs } from './checks.js';

const stageTimeout = (parts: Pick<MsRow, 'fallback' | 'help' | 'check'>): MsRow => ({
  type: duration,
  unit: 'ms',
  group: 'lifecycle',
  flag: false,
  ...parts,
});

/** What surrounds the iterations. */
export const lifecycleRows = {
  noSetup: row({ type: toggle, fallback: false, group: 'lifecycle', help: 'leave out setup()' }),
  noTeardown: row({ type: toggle, fallback: false, group: 'lifecycle', help: 'leave out teardown()' }),
  setupTimeout: stageTimeout({
    fallback: 60_000,
    check: positiveMs,
    help: 'longest time setup() may take',
  }),
  teardownTimeout: stageTimeout({
    fallback: 60_000,
    check: notNegativeMs,
    help: 'longest time teardown() may take',
  }),
  handleSummaryTimeout: stageTimeout({
    fallback: 120_000,
    check: notNegativeMs,
    help: 'longest time handleSummary() may take',
  }),
  minIterationDuration: {
    type: duration,
    unit: 'ms',
    fallback: 0,
    group: 'lifecycle',
    help: 'wait after an iteration that took less time',
  } as MsRow,
  throw: row({
    type: toggle,
    fallback: false,
    group: 'lifecycle',
    short: 'w',
    help: 'throw exceptions for failed requests instead of logging warnings',
  }),
};
