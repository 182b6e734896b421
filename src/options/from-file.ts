import { errors } from '../base/errors/index.js';
import type { Findings } from '../schema/spot.js';
import { fromObject } from './from-object.js';
import { Layer } from './layer.js';

/** The one way the door touches files. */
export interface ConfigFiles {
  /** Undefined when there is no such file; throws when it cannot be read. */
  readText(path: string): string | undefined;
  /** The user's folder of settings. */
  readonly configDir: string;
}

/** Ours first; k6's is read because its users have one. */
const DEFAULT_FILES = ['salvo/config.json', 'k6/config.json'];

/** Settings of k6's outputs and cloud logins, which those who use them read. */
const IGNORED = ['collectors'];

/** The configuration file as a source. A missing default file is fine, a missing named one is not. */
export function fromFile(named: string, files: ConfigFiles, findings: Findings): Layer {
  const candidates = named === '' ? DEFAULT_FILES.map((name) => `${files.configDir}/${name}`) : [named];
  for (const path of candidates) {
    const text = files.readText(path);
    if (text !== undefined) return fromText(text, path, findings);
  }
  if (named !== '') throw errors.missingConfigFile(named);
  return new Layer();
}

function fromText(text: string, path: string, findings: Findings): Layer {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw errors.malformedConfigFile(path, cause);
  }
  return fromObject(parsed, { layer: 'file', prefix: `${path}: `, ignored: IGNORED }, findings);
}
