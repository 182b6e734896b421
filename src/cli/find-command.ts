import { errors } from '../base/errors/index.js';
import { nearest } from '../base/nearest.js';
import { flagOf } from '../options/names.js';
import type { AnyRow } from '../options/row.js';
import { globalRows } from '../options/table/global.js';
import { commands } from './commands/index.js';
import { addressMeant, isLoadAddress } from './one-line/address.js';

export interface Called {
  /** Undefined when no command is named. */
  readonly name: string | undefined;
  /** Everything else; global flags may stand before the command too. */
  readonly argv: readonly string[];
}

/** The command is the first word that is neither a flag nor the value of a global one. */
export function findCommand(argv: readonly string[]): Called {
  const at = firstWord(argv);
  if (at === -1) return { name: undefined, argv };
  const name = argv[at]!;
  // Without a command, addresses are what is to be loaded; other tools' flags may stand before them.
  if (!Object.hasOwn(commands, name) && argv.some(isLoadAddress)) return { name: 'url', argv };
  if (!Object.hasOwn(commands, name))
    throw errors.unknownCommand(name, addressMeant(name) ?? nearest(name, Object.keys(commands)));
  return { name, argv: [...argv.slice(0, at), ...argv.slice(at + 1)] };
}

function firstWord(argv: readonly string[]): number {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!;
    if (!word.startsWith('-')) return at;
    if (takesNext.has(word)) at++;
  }
  return -1;
}

/** Global flags whose value is the next word. */
const takesNext: ReadonlySet<string> = new Set(
  Object.entries<AnyRow>(globalRows)
    .filter(([, row]) => row.type.bare === undefined)
    .flatMap(([key, row]) => [`--${flagOf(key, row)}`, ...[...(row.short ?? '')].map((letter) => `-${letter}`)]),
);
