// What watched processes used, as data: a web server with children, and a database that ended.
import type { TargetUsage } from '../../src/report/target-usage.js';

export const TARGET: TargetUsage = {
  machineCores: 4,
  watchedMs: 10_000,
  cpuCores: { average: 1.37, max: 1.9 },
  memoryBytes: { average: 96_000_000, max: 120_000_000 },
  processes: [
    {
      pid: 4242,
      name: 'node server.js',
      port: 8080,
      processCount: 4,
      ended: false,
      watchedMs: 10_000,
      cpuCores: { average: 1.25, max: 1.75 },
      memoryBytes: { average: 80_000_000, max: 100_000_000 },
    },
    {
      pid: 77,
      name: 'post<gres|',
      port: undefined,
      processCount: 1,
      ended: true,
      watchedMs: 100,
      cpuCores: undefined,
      memoryBytes: { average: 16_000_000, max: 20_000_000 },
    },
  ],
};

/** The same with nothing but the first process. */
export const ONE_TARGET: TargetUsage = { ...TARGET, processes: TARGET.processes.slice(0, 1) };
