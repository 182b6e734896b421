import { SalvoError } from '../base/errors/index.js';
import type { Logger } from '../base/log.js';
import type { GlobalOptions } from '../options/global-options.js';

/** A failure that standard error has as a log line already: what is left of it is the number to end with. */
export class LoggedFailure {
  constructor(readonly error: unknown) {}
}

/**
 * Puts the reason why a command ends into its log, so that a log file or a collector of log lines has it too; returns
 * what is to be thrown. Standard error tells it in text unless its lines are JSON, which nothing else may break.
 */
export function logFailure(error: unknown, log: Logger, { logOutput, logFormat }: GlobalOptions): unknown {
  const onStderr = logOutput.kind === 'stderr';
  if (onStderr && logFormat !== 'json') return error;
  logError(error, log);
  return onStderr ? new LoggedFailure(error) : error;
}

function logError(error: unknown, log: Logger): void {
  if (error instanceof SalvoError) {
    const { code, message, details, hint } = error;
    log.error([message, ...details].join('\n'), hint === undefined ? { code } : { code, hint });
  } else log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
