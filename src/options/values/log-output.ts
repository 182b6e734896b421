import { LOG_LEVELS, type LogLevel } from '../../base/log.js';
import { show } from '../../base/problems.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';

/** Where the log goes. `least` holds back what is below it, for a file. */
export type LogOutput =
  | { readonly kind: 'stderr' | 'stdout' | 'none' }
  | { readonly kind: 'file'; readonly path: string; readonly least: LogLevel }
  | { readonly kind: 'loki'; readonly config: string };

/** k6's level names, of which we have fewer. */
const LEVELS: Readonly<Record<string, LogLevel>> = {
  ...Object.fromEntries(LOG_LEVELS.map((level) => [level, level])),
  trace: 'debug',
  warn: 'warning',
  fatal: 'error',
  panic: 'error',
};

/** `stderr`, `stdout`, `none`, `file=path,level=info` or `loki=...`. */
export const logOutput: ValueType<LogOutput> = plainType({
  placeholder: '<stderr|stdout|none|file=..>',
  fromText: readOutput,
  fromJson: (value, spot) => readOutput(String(value), spot),
});

function readOutput(text: string, spot: Spot): LogOutput | undefined {
  if (text === 'stderr' || text === 'stdout' || text === 'none') return { kind: text };
  const [kind, ...rest] = text.split('=');
  const config = rest.join('=');
  if (kind === 'loki') return { kind, config };
  if (kind === 'file') return readFile(config, spot);
  return spot.earlyProblem(`must be stderr, stdout, none, file=path or loki=url, got ${show(text)}`);
}

function readFile(config: string, spot: Spot): LogOutput | undefined {
  const [path = '', ...settings] = config.split(',').map((part) => part.trim());
  if (path === '') return spot.earlyProblem('file needs a path: file=salvo.log');
  let least: LogLevel = 'debug';
  for (const setting of settings) {
    const [key, value = ''] = setting.split('=');
    const level = key === 'level' ? LEVELS[value] : undefined;
    if (level === undefined)
      return spot.earlyProblem(
        `file takes level=${Object.keys(LEVELS).join('|')} after its path, got ${show(setting)}`,
      );
    least = level;
  }
  return { kind: 'file', path, least };
}
