import { goJson, goQuoted } from '../base/go-text.js';
import type { LogLevel, LogRecord } from '../base/log.js';
import { localTime } from '../base/time-text.js';
import { type Colour, type Paint, paint } from './colour.js';

/** Makes a line, with its end, of a record. */
export type LogFormat = (record: LogRecord) => string;

/** `time="..." level=info msg="..." field=value`: what tools around k6 read. */
export const textFormat: LogFormat = ({ timeMs, level, message, fields = {} }) => {
  const said = message === '' ? [] : [['msg', message]];
  const pairs = [['time', localTime(timeMs)], ['level', level], ...said, ...sorted(fields)];
  return `${pairs.map(([key, value]) => `${key}=${quoted(String(value))}`).join(' ')}\n`;
};

/** One object per line, keys in order. */
export const jsonFormat: LogFormat = ({ timeMs, level, message, fields = {} }) => {
  const entries = { ...fields, level, msg: message, time: localTime(timeMs) };
  return `${goJson(Object.fromEntries(sorted(entries)))}\n`;
};

/** Nothing but the message. */
export const rawFormat: LogFormat = ({ message }) => `${message}\n`;

/** For people: `INFO[0012] message   field=value`, with the seconds since the start. */
export function terminalFormat(startMs: number, style: Paint): LogFormat {
  return ({ timeMs, level, message, fields = {} }) => {
    const { label, colour } = LEVELS[level];
    const seconds = String(Math.max(0, Math.floor((timeMs - startMs) / 1000))).padStart(4, '0');
    const pairs = sorted(fields).map(([key, value]) => ` ${paint(style, colour, key)}=${quoted(String(value))}`);
    const line = `${paint(style, colour, label)}[${seconds}] ${message.padEnd(MESSAGE_COLUMNS)}${pairs.join('')}`;
    return `${line.trimEnd()}\n`;
  };
}

/** Fields start in one column behind messages of ordinary length. */
const MESSAGE_COLUMNS = 44;

const LEVELS: Readonly<Record<LogLevel, { label: string; colour: Colour }>> = {
  debug: { label: 'DEBU', colour: 'grey' },
  info: { label: 'INFO', colour: 'cyan' },
  warning: { label: 'WARN', colour: 'yellow' },
  error: { label: 'ERRO', colour: 'red' },
};

const sorted = (fields: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));

const quoted = (text: string): string => (/^[\w.\-/@^+]+$/.test(text) ? text : goQuoted(text));
