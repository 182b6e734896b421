// Runs of a comparison as tests need them: one second on an idle machine of two cores unless said otherwise.
import type { Round } from '../../../src/report/scaling/round.js';

export const aRound = (differing: Partial<Round> = {}): Round => ({
  workers: 1,
  workersUsed: differing.workers ?? 1,
  seconds: 1,
  cpuMs: 200,
  windowMs: 1000,
  machineBusyMs: 300,
  machineCores: 2,
  peakMemoryBytes: 100e6,
  iterations: 1000,
  requests: 1000,
  failedRequests: 0,
  targetDown: false,
  droppedIterations: 0,
  openModel: false,
  latency: { p50: 1, p95: 2, p99: 3, p999: 100 },
  requestMs: 900,
  iterationMs: 1000,
  lagP99: 0,
  sleepLatenessP99: 0,
  health: undefined,
  verdicts: [],
  ...differing,
});
