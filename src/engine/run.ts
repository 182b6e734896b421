import type { Race } from './endings/race.js';
import type { RunObserver, RunResult } from './handle.js';
import type { TestRequest } from './open-outputs.js';
import { WorkerPool } from './pool.js';

/** One test run, from a script to what it measured. Never throws for what a user or a script did. */
export async function run(request: TestRequest, observer: RunObserver, race: Race): Promise<RunResult> {
  const pool = new WorkerPool({
    // One more than workers: a stage may need a thread of its own when all workers are dead.
    maxThreads: (request.outer.workers || request.cores) + 1,
    workerHeapMb: request.outer.workerHeapMb,
  });
  try {
    // Loaded while the first thread starts, which takes as long.
    const { runIn } = await import('./run-in.js');
    return await runIn(pool, request, observer, race);
  } finally {
    await pool.close();
  }
}
