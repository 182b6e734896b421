import { errors } from '../../base/errors/index.js';

/** The text of one source, taken apart. */
export interface SourceParts {
  readonly kind: string;
  readonly name: string;
  readonly isDefault: boolean;
  /** In their order; what has no `=` is there with an empty key. */
  readonly settings: readonly (readonly [key: string, value: string])[];
}

/** `default,name=other,key=value`: what is no setting of all sources is one of the source's own. */
export function partsOf(kind: string, text: string): SourceParts {
  let name = kind;
  let isDefault = false;
  const settings: [string, string][] = [];
  for (const part of text === '' ? [] : text.split(',')) {
    const [, key = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(part)!;
    if (part === 'default') isDefault = true;
    else if (key === 'name') name = value ?? '';
    else if (value !== undefined) settings.push([key, value]);
    // Its text may be a secret's.
    else if (kind !== 'file') throw errors.secretSource(kind, 'every part but default needs an =');
    else settings.push(['filename', part]);
  }
  return { kind, name, isDefault, settings };
}
