import { errors } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import type { Logger } from '../../base/log.js';
import type { Racer } from './race.js';

/** Ctrl-C once: the run ends as it should. Twice, or when it was ending already: everything ends at once. */
export const bySignal =
  (host: Pick<Host, 'onSignal'>, log?: Logger): Racer =>
  ({ end, kill, over }) =>
    host.onSignal((signal) => {
      const reason = errors.interruptedBySignal(signal);
      if (end(reason)) log?.warn(`${signal}: stopping; once more ends everything at once`);
      else kill(reason);
    }, over);
