import type { Problems } from '../problems.js';
import { SalvoError } from './salvo-error.js';

/** Failures of the options door: flags, variables, config file, the script's `options`. */
export const optionErrors = {
  invalidOptions: (problems: Problems) =>
    new SalvoError({
      code: 'E_INVALID_OPTIONS',
      message:
        problems.list.length === 1
          ? `invalid option: ${problems.lines()[0]}`
          : `${problems.list.length} invalid options`,
      exit: 'invalidConfig',
      details: problems.list.length === 1 ? [] : problems.lines().map((line) => `- ${line}`),
    }),
};
