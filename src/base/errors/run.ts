import { formatDuration } from '../duration.js';
import { isUnhandled } from '../exception-fields.js';
import { SalvoError } from './salvo-error.js';

/** Failures of a running test: what ends it early, and what breaks while it runs. */
export const runErrors = {
  interruptedBySignal: (signal: string) =>
    new SalvoError({ code: 'E_INTERRUPTED', message: `test run was stopped by ${signal}`, exit: 'externalAbort' }),

  abortedByScript: (message: string) =>
    new SalvoError({
      code: 'E_ABORTED_BY_SCRIPT',
      message: message === '' ? 'test aborted' : `test aborted: ${message}`,
      exit: 'scriptAborted',
    }),

  markedAsFailed: () =>
    new SalvoError({
      code: 'E_MARKED_AS_FAILED',
      message: 'the script marked the test as failed',
      exit: 'markedAsFailed',
    }),

  thresholdsFailed: (keys: readonly string[], early: 'at the end' | 'early') =>
    new SalvoError({
      code: 'E_THRESHOLDS_FAILED',
      message:
        early === 'early'
          ? `thresholds on metrics '${keys.join(', ')}' were crossed; at least one has abortOnFail enabled, stopping the test`
          : `thresholds on metrics '${keys.join(', ')}' have been crossed`,
      exit: 'thresholdsFailed',
    }),

  exceptionsThrown: (count: number) =>
    new SalvoError({
      code: 'E_EXCEPTIONS',
      message: count === 1 ? 'the script threw an exception' : `the script threw ${count} exceptions`,
      exit: 'scriptException',
      hint: 'each is a line of the log; without --fail-on-exception such iterations count like all others, as in k6',
    }),

  generatorSaturated: (reason: string, advice: string) =>
    new SalvoError({
      code: 'E_GENERATOR_SATURATED',
      message: `the generator was saturated: ${reason}`,
      exit: 'generic',
      hint: advice,
    }),

  noSuchProcess: (pid: number) =>
    new SalvoError({
      code: 'E_NO_SUCH_PROCESS',
      message: `invalid option: --watch-pid: there is no running process ${pid}`,
      exit: 'invalidConfig',
      hint: 'give the number that ps shows, or auto for the processes that listen on the ports of the target',
    }),

  stageThrew: (stage: 'init' | 'setup' | 'teardown', stack: string) => {
    const [message = 'unknown error', ...details] = stack.split('\n');
    const unhandled = isUnhandled(stack);
    return new SalvoError({
      code: 'E_SCRIPT_EXCEPTION',
      message: `${stage === 'init' ? 'the init code' : `${stage}()`} threw: ${message}`,
      // k6 ends a run for a promise that nobody looks at as it does for faults of its own.
      exit: unhandled ? 'generic' : 'scriptException',
      details,
      ...(!unhandled && { thrown: stack }),
    });
  },

  stageTimedOut: (stage: 'setup' | 'teardown' | 'handleSummary', limitMs: number) =>
    new SalvoError({
      code: 'E_STAGE_TIMEOUT',
      message: `${stage}() execution timed out after ${formatDuration(limitMs)}`,
      exit: stage === 'setup' ? 'setupTimeout' : stage === 'teardown' ? 'teardownTimeout' : 'genericTimeout',
      hint: `you can increase the time limit via the ${stage}Timeout option`,
    }),

  setupDataNotJson: (why: string) =>
    new SalvoError({
      code: 'E_SETUP_DATA',
      message: `setup() returned something that JSON cannot hold: ${why}`,
      exit: 'generic',
      hint: 'every VU gets the result as JSON: return plain objects, arrays, strings, finite numbers and booleans',
    }),

  noExportedFunctions: (name: string) =>
    new SalvoError({
      code: 'E_NO_EXPORTED_FUNCTIONS',
      message: `no exported functions in script ${name}`,
      exit: 'generic',
      hint: 'export the function that each iteration runs: export default function () { … }',
    }),

  exportIsNoFunction: (name: string) =>
    new SalvoError({
      code: 'E_EXPORT_IS_NO_FUNCTION',
      message: `exported '${name}' must be a function`,
      exit: 'generic',
    }),

  workerDied: (worker: number, why: string) =>
    new SalvoError({
      code: 'E_WORKER_DIED',
      message: `worker ${worker} died: ${why}`,
      exit: 'internal',
      hint: 'the summary holds what all workers had measured until then',
    }),

  workerOutOfMemory: (worker: number) =>
    new SalvoError({
      code: 'E_WORKER_OUT_OF_MEMORY',
      message: `worker ${worker} died: its heap is full`,
      exit: 'internal',
      hint: 'use fewer VUs or more workers, keep less in script variables, or raise --worker-heap-mb',
    }),
};
