import { VERSION } from '../../base/version.js';
import { toggle } from '../../schema/scalars.js';
import { noArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { ownFlag, readOwnFlags } from '../own-flags.js';

const rows = {
  json: ownFlag({ type: toggle, fallback: false, help: 'as JSON' }),
};

export const versionCommand: Command = {
  usage: 'version',
  about: 'Shows the version of salvo and of what it runs on.',
  rows,
  examples: [],
  async run(argv, host) {
    const { flags, positional } = readOwnFlags(argv, rows);
    noArgument('version', positional);
    const facts = { version: VERSION, node_version: process.version, os: process.platform, arch: process.arch };
    host.stdout.write(
      flags.json
        ? `${JSON.stringify(facts)}\n`
        : `salvo v${facts.version} (node ${facts.node_version}, ${facts.os}/${facts.arch})\n`,
    );
    return 'ok';
  },
};
