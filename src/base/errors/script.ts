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

  badArchive: (name: string, reason: string) =>
    new SalvoError({
      code: 'E_BAD_ARCHIVE',
      message: `${name} is no archive that can be run: ${reason}`,
      exit: 'generic',
      hint: 'make a new one with salvo archive',
    }),

  fetchWithoutFolder: () =>
    new SalvoError({
      code: 'E_FETCH_WITHOUT_FOLDER',
      message: '--fetch and --update need a folder to fetch into',
      exit: 'invalidConfig',
      hint: 'name one with --offline-modules',
    }),

  badModuleFolder: (path: string, reason: string) =>
    new SalvoError({
      code: 'E_BAD_MODULE_FOLDER',
      message: `modules cannot be taken from ${path}: ${reason}`,
      exit: 'invalidConfig',
      hint: 'salvo deps --fetch fills such a folder where there is a network',
    }),

  secretInArchive: (name: string) =>
    new SalvoError({
      code: 'E_SECRET_IN_ARCHIVE',
      message: `the archive would hold a secret: ${name} has its value in it`,
      exit: 'generic',
      hint: 'let the script ask k6/secrets for it, and take it out of the file',
    }),

  notInArchive: (path: string) =>
    new SalvoError({
      code: 'E_NOT_IN_ARCHIVE',
      message: `the imported file ${path} is not in the archive`,
      exit: 'scriptException',
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
