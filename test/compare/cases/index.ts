import type { Case } from '../case.js';
import { batchAndCookies } from './batch-and-cookies.js';
import { consoles } from './console.js';
import { dataFiles } from './data-files.js';
import { executorFaults } from './executor-faults.js';
import { executors } from './executors.js';
import { handovers } from './handovers.js';
import { html } from './html.js';
import { http } from './http.js';
import { httpFaults } from './http-faults.js';
import { inspect } from './inspect.js';
import { lifecycle } from './lifecycle.js';
import { measurements } from './measurements.js';
import { modules } from './modules.js';
import { optionFaults } from './option-faults.js';
import { options } from './options.js';
import { summary } from './summary.js';
import { thresholds } from './thresholds.js';
import { webSockets } from './web-sockets.js';

/** Every case; a family is a file and a line here. */
export const CASES: readonly Case[] = [
  ...executors,
  ...executorFaults,
  ...handovers,
  ...options,
  ...optionFaults,
  ...inspect,
  ...http,
  ...html,
  ...batchAndCookies,
  ...httpFaults,
  ...lifecycle,
  ...measurements,
  ...consoles,
  ...thresholds,
  ...summary,
  ...modules,
  ...dataFiles,
  ...webSockets,
];
