import { errors } from '../base/errors/index.js';
import { durationSetting } from './setting-values.js';
import type { OutputHost } from './types.js';

const TIME_FORMATS = ['unix', 'unix_milli', 'unix_micro', 'unix_nano', 'rfc3339', 'rfc3339_nano'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

export interface CsvSettings {
  readonly fileName: string;
  readonly saveIntervalMs: number;
  readonly timeFormat: TimeFormat;
}

const DEFAULTS = { fileName: 'file.csv', saveInterval: '1s', timeFormat: 'unix' };
type Key = keyof typeof DEFAULTS;
const VARIABLES: Readonly<Record<Key, string>> = {
  fileName: 'K6_CSV_FILENAME',
  saveInterval: 'K6_CSV_SAVE_INTERVAL',
  timeFormat: 'K6_CSV_TIME_FORMAT',
};

/** A bare file name, or `key=value` pairs; what they leave out comes from the environment, then from k6's defaults. */
export function readCsvSettings(argument: string, env: OutputHost['env']): CsvSettings {
  const given = argumentOf(argument);
  const setting = (key: Key): string => given.get(key) ?? (env[VARIABLES[key]] || DEFAULTS[key]);
  return {
    fileName: setting('fileName'),
    saveIntervalMs: durationSetting('csv', 'saveInterval', setting('saveInterval')),
    timeFormat: timeFormatOf(setting('timeFormat')),
  };
}

function argumentOf(argument: string): ReadonlyMap<string, string> {
  if (argument === '') return new Map();
  if (!argument.includes('=')) return new Map([['fileName', argument]]);
  return new Map(
    argument.split(',').map((pair) => {
      const at = pair.indexOf('=');
      const key = at === -1 ? pair : pair.slice(0, at);
      if (at === -1 || !Object.hasOwn(DEFAULTS, key)) {
        throw errors.badOutputSetting('csv', 'a setting', pair, 'must be one of fileName=, saveInterval=, timeFormat=');
      }
      return [key, pair.slice(at + 1)] as const;
    }),
  );
}

function timeFormatOf(text: string): TimeFormat {
  const known = TIME_FORMATS.find((format) => format === text);
  if (known) return known;
  throw errors.badOutputSetting('csv', 'timeFormat', text, `must be one of ${TIME_FORMATS.join(', ')}`);
}
