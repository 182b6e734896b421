import { errors } from '../../base/errors/index.js';
import type { ConfigFiles } from '../from-file.js';
import type { SourceParts } from './parts.js';

/** A file with `key=value` in each line. Its text appears in no message. */
export function fileSecrets({ kind, settings }: SourceParts, files: ConfigFiles): Map<string, string> {
  const unknown = settings.find(([key]) => key !== 'filename');
  if (unknown) throw errors.secretSource(kind, `there is no setting ${JSON.stringify(unknown[0])}`);
  const path = settings.at(-1)?.[1] ?? '';
  const text = path === '' ? undefined : files.readText(path);
  if (text === undefined) throw errors.secretSource(kind, `there is no file ${JSON.stringify(path)}`);
  return new Map(
    text.split(/\r?\n/).flatMap((line, index): [string, string][] => {
      if (line === '') return [];
      const at = line.indexOf('=');
      if (at < 0) throw errors.secretSource(kind, `line ${index + 1} of ${path} needs an =`);
      return [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );
}
