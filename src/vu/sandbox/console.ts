import type { Logger, LogLevel } from '../../base/log.js';
import { formatLine } from './format.js';

/** The methods scripts have, and the level each writes to. There are no others, as in k6. */
const METHODS = {
  debug: 'debug',
  error: 'error',
  info: 'info',
  log: 'info',
  warn: 'warning',
} as const satisfies Record<string, LogLevel>;

export type ScriptConsole = { readonly [Name in keyof typeof METHODS]: (...values: unknown[]) => void };

const FIELDS = { source: 'console' } as const;

/** The console of one thread. Every VU gets a copy, so that replacing a method stays local. */
export function makeConsole(log: Logger): ScriptConsole {
  const methods = Object.entries(METHODS).map(([name, level]) => [
    name,
    (...values: unknown[]): void => {
      if (log.enabled(level)) log.log(level, formatLine(values), FIELDS);
    },
  ]);
  return Object.fromEntries(methods) as ScriptConsole;
}
