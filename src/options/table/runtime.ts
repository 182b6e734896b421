import { envMap, type TextMap } from '../../schema/maps.js';
import { earlyToggle, oneOf, opaque, text } from '../../schema/scalars.js';
import { row } from '../row.js';
import { compatibilityMode } from '../values/compatibility.js';
import { FEATURES, featureNames } from '../values/features.js';
import { tracesOutput } from '../values/traces.js';

/** How the script is loaded and what it sees. */
export const runtimeRows = {
  env: row<TextMap>({
    type: envMap,
    fallback: {},
    group: 'runtime',
    short: 'e',
    env: false,
    in: [],
    help: 'variable for __ENV; may be repeated',
  }),
  includeSystemEnvVars: row({
    type: earlyToggle,
    fallback: true,
    fallbackText: 'true for run, false otherwise',
    group: 'runtime',
    in: [],
    help: "put the system's variables into __ENV",
  }),
  compatibilityMode: row({
    type: compatibilityMode,
    fallback: 'extended',
    group: 'runtime',
    in: [],
    help: 'extended has `global`, base has not',
  }),
  type: row({
    type: oneOf(['', 'js', 'archive'], { others: 'early' }),
    fallback: '',
    group: 'runtime',
    short: 't',
    in: [],
    help: 'what the file is, instead of looking at it',
  }),
  offlineModules: row({
    type: text,
    fallback: '',
    placeholder: '<folder>',
    group: 'runtime',
    env: 'SALVO_OFFLINE_MODULES',
    in: ['file'],
    help: 'take modules of other machines from this folder, and never from the network',
  }),
  tracesOutput: row({
    type: tracesOutput,
    fallback: 'none',
    group: 'runtime',
    in: [],
    help: 'where traces go: none or otel[=host:port]',
  }),
  features: row({
    type: featureNames,
    fallback: [],
    group: 'runtime',
    in: ['file'],
    help: `experimental features: ${FEATURES.join(', ')}`,
  }),
  cloud: row({
    type: opaque,
    fallback: null,
    group: 'runtime',
    flag: false,
    env: false,
    help: 'settings of a cloud service; kept and not used',
  }),
  ext: row({
    type: opaque,
    fallback: null,
    group: 'runtime',
    flag: false,
    env: false,
    help: 'settings of extensions; kept and not used',
  }),
};
