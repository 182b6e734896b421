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

  badCondition: (source: string) =>
    new SalvoError({
      code: 'E_BAD_CONDITION',
      message: `${source} is no condition on the difference of two runs`,
      exit: 'invalidConfig',
      hint: 'write metric.figure, > or <, and a change: http_req_duration.p95>+10% or http_req_failed.rate>+0.01',
    }),

  badSlo: (term: string, reason: string) =>
    new SalvoError({
      code: 'E_BAD_SLO',
      message: `${term === '' ? '--slo' : term} is no objective: ${reason}`,
      exit: 'invalidConfig',
      hint: "write 'p(95)<200,http_req_failed<1%,checks>99%' or 'http_req_duration{name:login}:p(99)<1s'",
    }),

  nothingToCompare: (source: string, metric: string, figure: string) =>
    new SalvoError({
      code: 'E_NOTHING_TO_COMPARE',
      message: `${source}: not both runs have ${figure} of ${metric}`,
      exit: 'invalidConfig',
    }),
};
