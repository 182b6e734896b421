import type { MakeModule } from './context.js';
import { makeCore } from './core.js';
import { makeData } from './data.js';
import { makeExecution } from './execution/index.js';
import { makeHttp } from './http/index.js';
import { makeMetrics } from './metrics.js';

/** Every module that scripts can import, by specifier; the thread adds `k6/timers`, which are its own globals. */
export const modules: Readonly<Record<string, MakeModule>> = {
  k6: makeCore,
  'k6/data': makeData,
  'k6/execution': makeExecution,
  'k6/http': makeHttp,
  'k6/metrics': makeMetrics,
};
