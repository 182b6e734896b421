import { SalvoError } from './salvo-error.js';

/** Failures of the command line itself: commands, arguments, files that commands write. */
export const cliErrors = {
  unknownCommand: (name: string, meant: string | undefined) =>
    new SalvoError({
      code: 'E_UNKNOWN_COMMAND',
      message: `unknown command: ${name}`,
      exit: 'generic',
      hint: meant === undefined ? 'salvo help lists all commands' : `did you mean ${meant}?`,
    }),

  noAddress: (given: string, meant: string | undefined, reason = 'it must begin with http:// or https://') =>
    new SalvoError({
      code: 'E_NO_ADDRESS',
      message: `${given} is no address that can be loaded: ${reason}`,
      exit: 'generic',
      hint: meant === undefined ? 'write it as http://localhost:3000/' : `did you mean ${meant}?`,
    }),

  contradictingFlags: (flags: readonly string[]) =>
    new SalvoError({
      code: 'E_CONTRADICTING_FLAGS',
      message: `${flags.join(' and ')} cannot hold together`,
      exit: 'generic',
      hint: 'leave out all but one of them',
    }),

  headerTwice: (name: string) =>
    new SalvoError({
      code: 'E_HEADER_TWICE',
      message: `--header: ${name} is given more than once`,
      exit: 'generic',
      hint: 'write its values in one header, with commas between them',
    }),

  missingArgument: (command: string, what: string) =>
    new SalvoError({
      code: 'E_MISSING_ARGUMENT',
      message: `salvo ${command} needs ${what}`,
      exit: 'generic',
      hint: `see salvo help ${command}`,
    }),

  tooManyArguments: (command: string, extra: readonly string[]) =>
    new SalvoError({
      code: 'E_TOO_MANY_ARGUMENTS',
      message: `salvo ${command}: too many arguments: ${extra.join(' ')}`,
      exit: 'generic',
      hint: `see salvo help ${command}`,
    }),

  needsFile: (command: string) =>
    new SalvoError({
      code: 'E_NEEDS_FILE',
      message: `salvo ${command} reads the script once for every run, so it cannot come from standard input`,
      exit: 'generic',
      hint: 'write it to a file',
    }),

  badRounds: (rounds: number, most: number) =>
    new SalvoError({
      code: 'E_BAD_ROUNDS',
      message: `--rounds must be from 1 to ${most}, got ${rounds}`,
      exit: 'invalidConfig',
    }),

  noWorkers: () =>
    new SalvoError({
      code: 'E_NO_WORKERS',
      message: '--workers names no number of workers',
      exit: 'invalidConfig',
      hint: 'write --workers 1,2,max, or leave it out for the same',
    }),

  notPositive: (flag: string) =>
    new SalvoError({ code: 'E_NOT_POSITIVE', message: `${flag} must be above 0`, exit: 'invalidConfig' }),

  roundDied: (how: string, said: string) =>
    new SalvoError({
      code: 'E_ROUND_DIED',
      message: `the process of a run ended with ${how} and told no result`,
      exit: 'generic',
      details: said.trimEnd().split('\n').slice(-20),
    }),

  fileExists: (path: string) =>
    new SalvoError({
      code: 'E_FILE_EXISTS',
      message: `${path} exists already`,
      exit: 'generic',
      hint: 'name another file, or overwrite it with --force',
    }),

  unknownTemplate: (name: string, known: readonly string[]) =>
    new SalvoError({
      code: 'E_UNKNOWN_TEMPLATE',
      message: `no template and no file is called ${name}`,
      exit: 'generic',
      hint: `use ${known.join(' or ')}, or the path of a file`,
    }),

  cannotReadFile: (path: string, cause: unknown) =>
    new SalvoError({
      code: 'E_CANNOT_READ',
      message: `cannot read ${path}: ${messageOf(cause)}`,
      exit: 'generic',
      cause,
    }),

  cannotWriteFile: (path: string, cause: unknown) =>
    new SalvoError({
      code: 'E_CANNOT_WRITE',
      message: `cannot write ${path}: ${messageOf(cause)}`,
      exit: 'generic',
      cause,
    }),

  unsupportedLogOutput: (kind: string) =>
    new SalvoError({
      code: 'E_UNSUPPORTED_LOG_OUTPUT',
      message: `the log cannot go to ${kind}`,
      exit: 'generic',
      hint: 'use --log-output=stderr, stdout, none or file=path',
    }),
};

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
