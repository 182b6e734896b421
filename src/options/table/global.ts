import { repeatedList } from '../../schema/lists.js';
import { anything, oneOf, text, toggle } from '../../schema/scalars.js';
import { row } from '../row.js';
import { type LogOutput, logOutput } from '../values/log-output.js';
import { secretSource } from '../values/secret-source.js';

/** Flags of every command: how the tool itself behaves. Flag and variable only. */
export const globalRows = {
  quiet: row({
    type: toggle,
    fallback: false,
    group: 'global',
    short: 'q',
    env: false,
    in: [],
    help: 'no banner and no progress',
  }),
  verbose: row({
    type: toggle,
    fallback: false,
    group: 'global',
    short: 'v',
    env: false,
    in: [],
    help: 'log debug messages too',
  }),
  noColor: row({
    type: anything,
    fallback: false,
    group: 'global',
    in: [],
    help: 'no colours; NO_COLOR does the same',
  }),
  logFormat: row({
    type: oneOf(['', 'text', 'json', 'raw'], { placeholder: '<text|json|raw>', others: { taken: '' } }),
    fallback: '',
    group: 'global',
    in: [],
    help: 'form of log lines',
  }),
  logOutput: row<LogOutput>({
    type: logOutput,
    fallback: { kind: 'stderr' },
    fallbackText: 'stderr',
    group: 'global',
    in: [],
    help: 'where the log goes; file=path,level=info',
  }),
  config: row({
    type: text,
    fallback: '',
    placeholder: '<file>',
    group: 'global',
    short: 'c',
    in: [],
    help: 'configuration file in JSON',
  }),
  address: row({
    type: text,
    fallback: '',
    placeholder: '<host:port>',
    group: 'global',
    short: 'a',
    in: [],
    help: 'serve the REST API here; off when empty',
  }),
  profilingEnabled: row({
    type: anything,
    fallback: false,
    group: 'global',
    in: [],
    help: 'serve profiling data through the REST API',
  }),
  secretSource: row({
    type: repeatedList({ placeholder: '<type=config>', read: secretSource }),
    fallback: [],
    group: 'global',
    in: [],
    help: 'where secrets come from; may be repeated',
  }),
};
