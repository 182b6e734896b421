import { errors } from '../../base/errors/index.js';
import { VERSION } from '../../base/version.js';
import { fromFlags } from '../../options/from-flags.js';
import { row } from '../../options/row.js';
import { globalRows } from '../../options/table/global.js';
import { toggle } from '../../schema/scalars.js';
import type { Command } from '../command.js';

const rows = {
  json: row({ type: toggle, fallback: false, group: 'command', env: false, in: [], help: 'as JSON' }),
};

export const versionCommand: Command = {
  usage: 'version',
  about: 'Shows the version of salvo and of what it runs on.',
  rows: rows,
  examples: [],
  async run(argv, host) {
    const { own, positional } = fromFlags(argv, globalRows, rows);
    if (positional.length > 0) throw errors.tooManyArguments('version', positional);
    const facts = { version: VERSION, node_version: process.version, os: process.platform, arch: process.arch };
    host.stdout.write(
      own.get('json') === true
        ? `${JSON.stringify(facts)}\n`
        : `salvo v${facts.version} (node ${facts.node_version}, ${facts.os}/${facts.arch})\n`,
    );
    return 'ok';
  },
};
