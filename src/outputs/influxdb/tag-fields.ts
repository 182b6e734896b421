import { errors } from '../../base/errors/index.js';
import { parseGoBoolean } from '../setting-values.js';

/** What a field made of a tag holds; undefined when the tag's text is none of that kind. */
const KINDS = {
  string: (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  int: (text) => (/^[+-]?\d{1,18}$/.test(text) ? `${Number.parseInt(text, 10)}i` : undefined),
  float: (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : undefined),
  bool: (text) => {
    const value = parseGoBoolean(text);
    return value === undefined ? undefined : String(value);
  },
} as const satisfies Record<string, (text: string) => string | undefined>;
export type FieldKind = keyof typeof KINDS;

/** `url` and `vu:int`: tags that become fields. */
export function readTagsAsFields(entries: readonly string[]): ReadonlyMap<string, FieldKind> {
  return new Map(
    entries.map((entry) => {
      const at = entry.lastIndexOf(':');
      const kind = at === -1 ? 'string' : entry.slice(at + 1);
      if (!Object.hasOwn(KINDS, kind)) {
        const must = `must have a type of ${Object.keys(KINDS).join(', ')} behind its colon`;
        throw errors.badOutputSetting('influxdb', 'tagsAsFields', entry, must);
      }
      return [at === -1 ? entry : entry.slice(0, at), kind as FieldKind] as const;
    }),
  );
}

export const fieldText = (kind: FieldKind, text: string): string | undefined => KINDS[kind](text);
