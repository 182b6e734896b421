import { isRecord } from '../../base/is-record.js';
import { TarFault } from './tar-fault.js';

/** What k6 says in an archive that its version is: the one whose behaviour we have. */
export const K6_VERSION = '2.2.0';

/** `metadata.json`, with k6's names. */
export interface ArchiveMetadata {
  /** Options as they held when the archive was made; null for what nobody had set. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the script: `file:///…` or `https://…`. */
  readonly filename: string;
  /** The working directory of then. */
  readonly pwd: string;
  /** Variables for `__ENV`. */
  readonly env: Readonly<Record<string, string>>;
  readonly compatibilityMode: string;
  /** What only Salvo knows, and k6 passes over. */
  readonly salvo: { readonly options: Readonly<Record<string, unknown>> };
}

export function readMetadata(text: string): ArchiveMetadata {
  const raw = parsed(text);
  const { type, options = {}, filename, pwd, env, compatibilityMode = 'extended', salvo } = raw;
  if (type !== 'js') throw new TarFault(`metadata.json says that it holds ${JSON.stringify(type)}, not "js"`);
  if (!isRecord(options)) throw new TarFault('options in metadata.json must be an object');
  if (typeof filename !== 'string' || !/^(file|https?):\/\//.test(filename)) {
    throw new TarFault('filename in metadata.json must be an address');
  }
  if (typeof pwd !== 'string' || !pwd.startsWith('file://')) {
    throw new TarFault('pwd in metadata.json must be a file:// address');
  }
  const own = isRecord(salvo) && isRecord(salvo.options) ? salvo.options : {};
  return {
    options,
    filename,
    pwd,
    env: textsOf(env),
    compatibilityMode: String(compatibilityMode),
    salvo: { options: own },
  };
}

export const writeMetadata = (metadata: ArchiveMetadata, dependencies: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    {
      type: 'js',
      options: metadata.options,
      filename: metadata.filename,
      pwd: metadata.pwd,
      env: metadata.env,
      compatibilityMode: metadata.compatibilityMode,
      k6version: K6_VERSION,
      goos: GO_NAMES[process.platform] ?? process.platform,
      dependencies,
      salvo: metadata.salvo,
    },
    undefined,
    2,
  );

const GO_NAMES: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const raw: unknown = JSON.parse(text);
    if (isRecord(raw)) return raw;
  } catch (error) {
    throw new TarFault(`metadata.json: ${(error as Error).message}`);
  }
  throw new TarFault('metadata.json must hold an object');
}

function textsOf(env: unknown): Record<string, string> {
  if (env === undefined || env === null) return {};
  if (!isRecord(env) || Object.values(env).some((value) => typeof value !== 'string')) {
    throw new TarFault('env in metadata.json must hold texts');
  }
  return env as Record<string, string>;
}
