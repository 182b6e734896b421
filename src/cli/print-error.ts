import { epochMs } from '../base/clock.js';
import { SalvoError } from '../base/errors/index.js';
import { EXIT } from '../base/exit-codes.js';
import { type Paint, paint } from './colour.js';
import { failureRecord, LoggedFailure } from './log-failure.js';
import type { LogFormat } from './log-format.js';

/** What a person is told about a failure, and the number the process ends with. */
export interface FailureText {
  readonly text: string;
  readonly exitCode: number;
}

/** Everything that is not a SalvoError is a fault of ours, and shown with its stack. */
export function describeFailure(error: unknown, colour: Paint): FailureText {
  if (error instanceof LoggedFailure) {
    const failure = describeFailure(error.error, colour);
    return error.text === 'follows' ? failure : { ...failure, text: '' };
  }
  if (error instanceof SalvoError) return { text: renderError(error, colour), exitCode: EXIT[error.exit] };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const title = paint(colour, 'red', 'E_INTERNAL');
  return { text: `${title}: this is a fault in salvo, please report it\n${stack}\n`, exitCode: EXIT.internal };
}

/** The same as a line of a log, for failures of commands that have none: what reads k6's output looks for it. */
export function failureLine(error: unknown, format: LogFormat): string {
  return format({ level: 'error', timeMs: epochMs(), ...failureRecord(error) });
}

function renderError({ code, message, details, hint }: SalvoError, colour: Paint): string {
  const lines = [
    `${paint(colour, 'red', code)}: ${message}`,
    ...details.map((line) => `  ${line}`),
    ...(hint === undefined ? [] : [`  ${paint(colour, 'cyan', 'hint')}: ${hint}`]),
  ];
  return `${lines.join('\n')}\n`;
}
