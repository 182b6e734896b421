import { errors } from '../../base/errors/index.js';
import { listSetting } from '../setting-values.js';

/** `key:value,key:value`, or with another separator: headers of settings. */
export const keyValues = (output: string, key: string, text: string, separator: ':' | '='): Record<string, string> =>
  Object.fromEntries(
    listSetting(text).map((pair) => {
      const at = pair.indexOf(separator);
      if (at < 1) throw errors.badOutputSetting(output, key, pair, `must be of pairs such as name${separator}value`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
