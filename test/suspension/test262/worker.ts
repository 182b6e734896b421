// Entry of the process that runs files of the language suite, one job at a time.
import { serve } from '../watched.js';
import { RealmGuard } from './realm-guard.js';
import { type FileJob, runFile } from './run-file.js';

const guard = new RealmGuard();

serve((job: FileJob) => runFile(job, () => guard.restore()));
