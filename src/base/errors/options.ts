import type { Problems } from '../problems.js';
import { SalvoError } from './salvo-error.js';

/** Failures of the options door: flags, variables, config file, the script's `options`. */
export const optionErrors = {
  invalidOptions: (problems: Problems) =>
    new SalvoError({
      code: 'E_INVALID_OPTIONS',
      exit: problems.early ? 'generic' : 'invalidConfig',
      ...listed(problems, 'option'),
    }),

  invalidFlags: (problems: Problems) =>
    new SalvoError({ code: 'E_INVALID_FLAGS', exit: 'generic', ...listed(problems, 'flag') }),

  unknownFlag: (flag: string, hint: string | undefined) =>
    new SalvoError({
      code: 'E_UNKNOWN_FLAG',
      message: `unknown flag: ${flag}`,
      exit: 'generic',
      hint: hint ?? 'see --help for all flags',
    }),

  /** With k6's exit code: it cannot export such options either. */
  optionsNotJson: (reason: string) =>
    new SalvoError({
      code: 'E_OPTIONS_NOT_JSON',
      message: `the script's options cannot be written as JSON: ${reason}`,
      exit: 'generic',
      hint: 'options are numbers, texts, lists and objects, without functions anywhere; Number(__ENV.VUS) of a variable that is not set is NaN: give a default, as in Number(__ENV.VUS || 10)',
    }),

  /** Never with the text of the source: there may be a secret in it. */
  secretSource: (kind: string, why: string) =>
    new SalvoError({
      code: 'E_SECRET_SOURCE',
      message: `secret source ${kind}: ${why}`,
      exit: 'generic',
      hint: '--secret-source is file=PATH, mock=KEY=VALUE,… or url=urlTemplate=https://…/{key}; with name=NAME and default where there are several',
    }),

  missingConfigFile: (path: string) =>
    new SalvoError({
      code: 'E_MISSING_CONFIG_FILE',
      message: `configuration file not found: ${path}`,
      exit: 'invalidConfig',
      hint: 'check --config and K6_CONFIG',
    }),

  malformedConfigFile: (path: string, cause: unknown) =>
    new SalvoError({
      code: 'E_MALFORMED_CONFIG_FILE',
      message: `configuration file ${path} is not valid JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      exit: 'invalidConfig',
      cause,
    }),
};

function listed(problems: Problems, noun: string): { message: string; details: readonly string[] } {
  const lines = problems.lines();
  return lines.length === 1
    ? { message: `invalid ${noun}: ${lines[0]}`, details: [] }
    : { message: `${lines.length} invalid ${noun}s`, details: lines.map((line) => `- ${line}`) };
}
