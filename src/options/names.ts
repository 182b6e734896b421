import type { AnyRow } from './row.js';

const words = (key: string): string[] =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(' ');

/** The row's flag without dashes: `noVUConnectionReuse` is `no-vu-connection-reuse`. */
export const flagOf = (key: string, { flag }: Pick<AnyRow, 'flag'>): string | undefined =>
  flag === false ? undefined : (flag ?? words(key).join('-'));

/** The row's environment variable: `insecureSkipTLSVerify` is `K6_INSECURE_SKIP_TLS_VERIFY`. */
export const envOf = (key: string, { env }: Pick<AnyRow, 'env'>): string | undefined =>
  env === false ? undefined : (env ?? derivedEnv(key));

/** The variable an option would have by its name, also where it has none. */
export const derivedEnv = (key: string): string => `K6_${words(key).join('_').toUpperCase()}`;
