import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import { commands } from './commands/index.js';

/** Finds the command that the arguments name, and runs it or explains it. */
export async function call(argv: readonly string[], host: Host): Promise<ExitName> {
  if (argv[0] === '--version') return runCommand('version', argv.slice(1), host);
  const { findCommand } = await import('./find-command.js');
  const { name, argv: rest } = findCommand(argv);
  if (name === undefined) return runCommand('help', withoutHelp(rest), host);
  if (!asksForHelp(rest)) return runCommand(name, rest, host);
  return runCommand('help', name === 'help' ? [] : [name], host);
}

async function runCommand(name: string, argv: readonly string[], host: Host): Promise<ExitName> {
  const command = await commands[name]!.load();
  return command.run(argv, host);
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h';
const withoutHelp = (argv: readonly string[]): string[] => argv.filter((word) => !isHelp(word));

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some(isHelp);
}
