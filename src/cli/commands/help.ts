import { errors } from '../../base/errors/index.js';
import { nearest } from '../../base/nearest.js';
import { optionalArgument } from '../arguments.js';
import type { Command, CommandEntry } from '../command.js';
import { helpColumns, renderCommandHelp, renderOverview } from '../help.js';
import { readOwnFlags } from '../own-flags.js';

/** Explains the commands of a table; it is handed in because this command stands in it. */
export const makeHelpCommand = (commands: Readonly<Record<string, CommandEntry>>): Command => ({
  usage: 'help [command]',
  about: 'Shows what a command does and all of its flags, or the list of commands.',
  rows: {},
  examples: ['salvo help run'],
  async run(argv, host) {
    const topic = optionalArgument('help', readOwnFlags(argv, {}).positional);
    const columns = helpColumns(host.stdout);
    if (topic === undefined) host.stdout.write(renderOverview(commands, columns));
    else if (!Object.hasOwn(commands, topic)) throw errors.unknownCommand(topic, nearest(topic, Object.keys(commands)));
    else host.stdout.write(renderCommandHelp(await commands[topic]!.load(), columns));
    return 'ok';
  },
});
