import { SalvoError } from '../base/errors/index.js';
import { exceptionFields } from '../base/exception-fields.js';
import type { Terminal } from '../base/host.js';
import type { LogFields, Logger } from '../base/log.js';
import type { GlobalOptions } from '../options/global-options.js';

/** A failure that its command's log has dealt with: what is left of it is the number to end with, and perhaps its text. */
export class LoggedFailure {
  constructor(
    readonly error: unknown,
    /** JSON on standard error stays JSON to the last line. */
    readonly text: 'follows' | 'is said',
  ) {}
}

/**
 * Puts the reason why a command ends into its log, so that a log file or whoever reads log lines has it too; returns what
 * is to be thrown. On a terminal the text that follows says it all, and where lines are messages alone, too.
 */
export function logFailure(
  error: unknown,
  log: Logger,
  { logOutput, logFormat }: GlobalOptions,
  stderr: Terminal,
): LoggedFailure {
  const onStderr = logOutput.kind === 'stderr';
  const isJson = logFormat === 'json';
  if (!onStderr || isJson || (logFormat !== 'raw' && stderr.isTTY !== true)) {
    const { message, fields } = failureRecord(error);
    log.error(message, fields);
  }
  return new LoggedFailure(error, onStderr && isJson ? 'is said' : 'follows');
}

/** A failure as a line of a log. */
export function failureRecord(error: unknown): { readonly message: string; readonly fields: LogFields } {
  if (!(error instanceof SalvoError)) {
    return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), fields: {} };
  }
  const { code, message, details, hint, thrown } = error;
  if (thrown !== undefined) return { message: thrown, fields: { code, ...exceptionFields(thrown) } };
  return { message: [message, ...details].join('\n'), fields: hint === undefined ? { code } : { code, hint } };
}
