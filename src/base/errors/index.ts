import { cliErrors } from './cli.js';
import { metricErrors } from './metrics.js';
import { optionErrors } from './options.js';
import { outputErrors } from './outputs.js';
import { reportErrors } from './report.js';
import { runErrors } from './run.js';
import { scriptErrors } from './script.js';
import { targetErrors } from './target.js';
import { vuErrors } from './vu.js';

export { type ErrorParts, SalvoError } from './salvo-error.js';

/** Every failure a user can meet, one function each, grouped by where it happens. */
export const errors = {
  ...cliErrors,
  ...metricErrors,
  ...optionErrors,
  ...outputErrors,
  ...reportErrors,
  ...runErrors,
  ...scriptErrors,
  ...targetErrors,
  ...vuErrors,
};
