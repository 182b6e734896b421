import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { epochMs } from '../base/clock.js';
import { errors } from '../base/errors/index.js';
import type { Host, Terminal } from '../base/host.js';
import { LOG_LEVELS, Logger, type LogLevel, type LogRecord, type LogSink } from '../base/log.js';
import { redactedRecord } from '../base/redaction.js';
import { Repeats } from '../base/repeats.js';
import { thousands } from '../base/thousands.js';
import type { GlobalOptions } from '../options/global-options.js';
import { paintFor } from './colour.js';
import { jsonFormat, type LogFormat, rawFormat, terminalFormat, textFormat } from './log-format.js';

/** The log of one command, and the file it may hold open. */
export interface OpenLog extends Disposable {
  readonly log: Logger;
  /** Says what has only been counted yet. */
  flush(): void;
}

/** The sink of the log, with the lines of the script's console going to a file of their own; there is no other source. */
export function consoleToFile(
  path: string,
  { logFormat }: GlobalOptions,
  host: Host,
): Disposable & { readonly wrap: (sink: LogSink) => LogSink } {
  if (path === '') return { wrap: same, [Symbol.dispose]: nothing };
  const file = openForAppending(resolve(host.cwd, path));
  const format = FORMATS[logFormat];
  const wrap =
    (sink: LogSink): LogSink =>
    ({ fields, ...record }) => {
      if (fields?.source === 'console') writeSync(file, format(record));
      else sink(fields === undefined ? record : { ...record, fields });
    };
  return { wrap, [Symbol.dispose]: () => closeSync(file) };
}

/** Opens the log where the global options want it, in the form they want. */
export function openLog(global: GlobalOptions, host: Host, wrap: (sink: LogSink) => LogSink = same): OpenLog {
  const { sink, close } = openSink(global, host);
  const wrapped = wrap(sink);
  const repeats = new Repeats((record) => wrapped(counted(record)), COUNTED_EVERY_MS);
  const log = new Logger((record) => repeats.take(redactedRecord(record)), epochMs, global.verbose ? 'debug' : 'info');
  const flush = (): void => repeats.flush();
  return {
    log,
    flush,
    [Symbol.dispose]() {
      flush();
      close();
    },
  };
}

/** How often a line is written that is said at most once in a while. */
const COUNTED_EVERY_MS = 5000;

const counted = ({ times = 1, ...record }: LogRecord): LogRecord =>
  times === 1 ? record : { ...record, message: `${record.message} ×${thousands(times)}` };

interface OpenSink {
  readonly sink: LogSink;
  readonly close: () => void;
}

const nothing = (): void => {};
const same = (sink: LogSink): LogSink => sink;

function openSink(global: GlobalOptions, host: Host): OpenSink {
  const { logOutput } = global;
  switch (logOutput.kind) {
    case 'none':
      return { sink: nothing, close: nothing };
    case 'file':
      return fileSink(resolve(host.cwd, logOutput.path), logOutput.least, FORMATS[global.logFormat]);
    case 'loki':
      throw errors.unsupportedLogOutput('loki');
    default:
      return streamSink(host[logOutput.kind], global, host);
  }
}

const FORMATS: Readonly<Record<GlobalOptions['logFormat'], LogFormat>> = {
  '': textFormat,
  text: textFormat,
  json: jsonFormat,
  raw: rawFormat,
};

/** On a terminal the text form is the one for people. */
function streamSink(stream: Terminal, { logFormat, noColor }: GlobalOptions, { env }: Host): OpenSink {
  const forPeople = stream.isTTY === true && (logFormat === '' || logFormat === 'text');
  const style = noColor ? 'plain' : paintFor(stream, env);
  const format = forPeople ? terminalFormat(epochMs(), style) : FORMATS[logFormat];
  return { sink: (record) => void stream.write(format(record)), close: nothing };
}

/** Written at once: nothing waits in memory, and nothing is lost when the process is ended. */
function fileSink(path: string, least: LogLevel, format: LogFormat): OpenSink {
  const file = openForAppending(path);
  const sink: LogSink = (record) => {
    if (LOG_LEVELS.indexOf(record.level) >= LOG_LEVELS.indexOf(least)) writeSync(file, format(record));
  };
  return { sink, close: () => closeSync(file) };
}

function openForAppending(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (cause) {
    throw errors.cannotWriteFile(path, cause);
  }
}
