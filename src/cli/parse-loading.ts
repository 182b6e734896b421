import type { Host } from '../base/host.js';
import { Layer } from '../options/layer.js';
import { type OuterSources, parseOuter } from '../options/outer-sources.js';
import type { Rows } from '../options/row.js';
import { globalRows } from '../options/table/global.js';
import { configFiles } from './config-files.js';

/** The command line of a command that loads a script and runs no test. */
export const parseLoading = (argv: readonly string[], host: Host, rows: Rows, ownRows: Rows): OuterSources =>
  parseOuter(argv, {
    env: host.env,
    files: configFiles(host),
    rows: { ...rows, ...globalRows },
    ownRows,
    defaults: withoutSystemVariables(),
  });

/** What a script says, and what is packed of it, should not depend on who asks; k6 has the same default. */
function withoutSystemVariables(): Layer {
  const layer = new Layer();
  layer.set('includeSystemEnvVars', { value: false, path: 'includeSystemEnvVars', layer: 'defaults' });
  return layer;
}
