import { SalvoError } from './salvo-error.js';

/** Failures of reading, bundling and importing the user's script. */
export const scriptErrors = {
  scriptNotFound: (name: string, reason: string, hint = 'give the path of a script file, or - to read it from stdin') =>
    new SalvoError({
      code: 'E_SCRIPT_NOT_FOUND',
      message: `script ${name} could not be read: ${reason}`,
      exit: 'generic',
      hint,
    }),

  scriptIsArchive: (name: string) =>
    new SalvoError({
      code: 'E_SCRIPT_IS_ARCHIVE',
      message: `${name} is an archive, which cannot be run yet`,
      exit: 'generic',
      hint: 'unpack it with tar, and run the script inside',
    }),

  /** `places` are complete: position, message and source frame of each error, in lines. */
  scriptSyntax: (summary: string, places: readonly string[]) =>
    new SalvoError({ code: 'E_SCRIPT_SYNTAX', message: summary, exit: 'scriptException', details: places }),

  scriptImport: (summary: string, places: readonly string[], hint: string | undefined) =>
    new SalvoError({
      code: 'E_SCRIPT_IMPORT',
      message: summary,
      exit: 'scriptException',
      details: places,
      ...(hint === undefined ? {} : { hint }),
    }),
};
