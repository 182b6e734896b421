import { SalvoError } from './salvo-error.js';

/** Failures around metrics. */
export const metricErrors = {
  metricRedeclared: (name: string, has: string, wanted: string) =>
    new SalvoError({
      code: 'E_METRIC_REDECLARED',
      message: `metric ${name} exists already as a ${has} and can't also be a ${wanted}`,
      exit: 'scriptException',
      hint: 'give one of the two another name, or the same type and the same isTime',
    }),
};
