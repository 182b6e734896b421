import type { ExitName } from '../exit-codes.js';

export interface ErrorParts {
  /** Stable name for tests and tools, `E_` and capitals. */
  readonly code: string;
  readonly message: string;
  readonly exit: ExitName;
  /** What the reader can do about it, as one sentence. */
  readonly hint?: string;
  /** Further lines shown below the message: source frames, stacks, lists of problems. */
  readonly details?: readonly string[];
  /** An exception of the script with its stack, where one ended the run: how logs show it, as k6's do. */
  readonly thrown?: string;
  readonly cause?: unknown;
}

/** An error meant for a person. Everything else that reaches the printer is a bug of ours. */
export class SalvoError extends Error {
  readonly code: string;
  readonly exit: ExitName;
  readonly hint: string | undefined;
  readonly details: readonly string[];
  readonly thrown: string | undefined;

  constructor({ code, message, exit, hint, details = [], thrown, cause }: ErrorParts) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SalvoError';
    this.code = code;
    this.exit = exit;
    this.hint = hint;
    this.details = details;
    this.thrown = thrown;
  }

  /** Plain data, so that an error can cross from a thread to the main one. */
  toParts(): ErrorParts {
    const { code, message, exit, hint, details, thrown } = this;
    return {
      code,
      message,
      exit,
      details,
      ...(hint !== undefined && { hint }),
      ...(thrown !== undefined && { thrown }),
    };
  }
}
