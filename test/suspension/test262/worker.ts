// Entry of the process that runs files of the language suite, one job at a time.
import { serve } from '../watched.js';
import { RealmGuard } from './realm-guard.js';
import { type FileJob, runFile } from './run-file.js';

const guard = new RealmGuard();

serve(async (job: FileJob) => {
  let result: Awaited<ReturnType<typeof runFile>>;
  let whole = true;
  try {
    result = await runFile(job);
  } finally {
    whole = guard.restore();
  }
  // A process whose builtins can't be put back is no use for the next file.
  return whole ? result : { ...result, restart: true };
});
