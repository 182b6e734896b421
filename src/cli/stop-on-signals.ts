import { errors } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import type { Logger } from '../base/log.js';
import type { Stop } from '../engine/stop.js';

/** Ctrl-C once: the run ends as it should. Twice: everything ends at once. Returns how to stop listening. */
export function stopOnSignals(stop: Stop, host: Host, log: Logger): () => void {
  return host.onSignal((signal) => {
    const reason = errors.interruptedBySignal(signal);
    if (stop.because(reason)) log.warn(`${signal}: stopping; once more ends everything at once`);
    else stop.kill(reason);
  });
}
