import { errors } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import { keepSecret } from '../../base/redaction.js';
import type { SecretSource } from '../../k6/secret-source.js';
import type { ConfigFiles } from '../from-file.js';
import { fileSecrets } from './file-secrets.js';
import { partsOf, type SourceParts } from './parts.js';
import { serverOf } from './server-of.js';

/** What a kind of source makes of its settings. */
type Open = (parts: SourceParts, files: ConfigFiles, env: Host['env']) => SecretSource['from'];

const KINDS: Readonly<Record<string, Open>> = {
  file: fileSecrets,
  mock: ({ settings }) => new Map(settings),
  url: serverOf,
};

/** Opens what `--secret-source` names. Every secret that is known then is kept out of all that is written. */
export function openSecretSources(texts: readonly string[], files: ConfigFiles, env: Host['env']): SecretSource[] {
  const opened: SecretSource[] = [];
  for (const text of texts) {
    const [, kind = '', rest = ''] = /^([^=]*)=?(.*)$/s.exec(text)!;
    const open = KINDS[kind];
    if (open === undefined) throw errors.secretSource(kind, 'there is no cloud here: file, mock and url are');
    const parts = partsOf(kind, rest);
    const from = open(parts, files, env);
    if (from instanceof Map) keepAll(from.values());
    if (opened.some(({ name }) => name === parts.name)) {
      throw errors.secretSource(kind, `there is another source with the name ${JSON.stringify(parts.name)}`);
    }
    opened.push({ name: parts.name, isDefault: parts.isDefault || texts.length === 1, from });
  }
  if (opened.filter(({ isDefault }) => isDefault).length > 1) {
    throw errors.secretSource('default', 'two sources cannot both be the default one');
  }
  return opened;
}

/** Shorter ones are kept once a script has them: a 1 or an on in the file would be in every line. */
const SHORTEST = 4;

function keepAll(values: Iterable<string>): void {
  for (const value of values) if (value.length >= SHORTEST) keepSecret(value);
}
