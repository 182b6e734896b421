import { nameInCode } from '../schema/field.js';
import type { Layer } from './layer.js';
import type { Options } from './options.js';
import { anyRows, type OptionKey, plainTable } from './table.js';

/** The options that are nothing but the value of their row, complete, under the names they have in `Options`. */
export type PlainOptions = Omit<Options, 'scenarios' | 'thresholds'>;

/** What the settings say, and the fallback of every row for which they say nothing. */
export function plainOptions(settings: Layer): PlainOptions {
  const options: Record<string, unknown> = {};
  for (const key of Object.keys(plainTable) as OptionKey[]) {
    const row = anyRows[key]!;
    const setting = settings.get(key);
    options[nameInCode(key, row)] =
      setting === undefined ? row.fallback : (row.complete?.(setting.value) ?? setting.value);
  }
  return options as unknown as PlainOptions;
}
