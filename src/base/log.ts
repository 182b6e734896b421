export const LOG_LEVELS = ['debug', 'info', 'warning', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** One line of the log, before it is given a form. Plain data: threads send these to the main one. */
export interface LogRecord {
  readonly level: LogLevel;
  readonly message: string;
  readonly timeMs: number;
  readonly fields?: LogFields;
  /** How often it happened, for a line that may be said once for several times. */
  readonly times?: number;
}

/** Where log records go. Formatting is the sink's affair (text, JSON, raw; stderr, stdout, file). */
export type LogSink = (record: LogRecord) => void;

export class Logger {
  readonly #sink: LogSink;
  readonly #now: () => number;
  readonly #least: LogLevel;

  constructor(sink: LogSink, now: () => number, least: LogLevel = 'info') {
    this.#sink = sink;
    this.#now = now;
    this.#least = least;
  }

  enabled(level: LogLevel): boolean {
    return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(this.#least);
  }

  log(level: LogLevel, message: string, fields?: LogFields): void {
    if (!this.enabled(level)) return;
    this.#sink(fields ? { level, message, timeMs: this.#now(), fields } : { level, message, timeMs: this.#now() });
  }

  /** Records of another thread. */
  relay(records: readonly LogRecord[]): void {
    for (const record of records) if (this.enabled(record.level)) this.#sink({ ...record, timeMs: this.#now() });
  }

  /** For what may happen with every request: equal lines are counted instead of repeated. */
  warnCounted(message: string, fields: LogFields): void {
    if (this.enabled('warning')) this.#sink({ level: 'warning', message, timeMs: this.#now(), fields, times: 1 });
  }

  debug(message: string, fields?: LogFields): void {
    this.log('debug', message, fields);
  }
  info(message: string, fields?: LogFields): void {
    this.log('info', message, fields);
  }
  warn(message: string, fields?: LogFields): void {
    this.log('warning', message, fields);
  }
  error(message: string, fields?: LogFields): void {
    this.log('error', message, fields);
  }
}
