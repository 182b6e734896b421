import { availableParallelism, cpus, totalmem } from 'node:os';
import { VERSION } from '../base/version.js';
import type { RunFacts } from '../report/document/format.js';
import { generatorLines } from '../report/sections/generator.js';
import type { Summary } from '../report/summary.js';
import { plainPalette } from '../report/text/palette.js';

export interface RunOrigin {
  /** As the user named it. */
  readonly script: string;
  readonly startedAtMs: number;
}

/** What reports tell of a run besides its numbers. */
export function factsOf({ script, startedAtMs }: RunOrigin, { generators }: Summary): RunFacts {
  const [cpu] = cpus();
  return {
    salvoVersion: VERSION,
    script,
    startedAt: new Date(startedAtMs).toISOString(),
    environment: {
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpus: availableParallelism(),
      ...(cpu ? { 'cpu model': cpu.model } : {}),
      'memory in MB': Math.round(totalmem() / 1e6),
    },
    generator: generatorLines(generators, plainPalette),
    runs: 1,
  };
}
