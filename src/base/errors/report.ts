import { SalvoError } from './salvo-error.js';

/** Failures of reading and combining summaries of earlier runs. */
export const reportErrors = {
  badSummaryFile: (name: string, reason: string) =>
    new SalvoError({
      code: 'E_BAD_SUMMARY_FILE',
      message: `${name} is no summary of salvo: ${reason}`,
      exit: 'generic',
      hint: 'give a file that `salvo run --summary-json=<file>` wrote',
    }),

  unlikeSummaries: (metric: string, types: readonly string[]) =>
    new SalvoError({
      code: 'E_UNLIKE_SUMMARIES',
      message: `the summaries cannot be merged: ${metric} is ${types.join(' in one and ')} in another`,
      exit: 'generic',
      hint: 'merge runs of the same script',
    }),
};
