import type { Logger } from '../base/log.js';
import type { Options } from '../options/options.js';
import type { ProbeResult } from '../vu/task.js';

type Isolation = Options['isolation'];

/** With `auto`, VUs get realms of their own when the probe found that the script changes what they would share. */
export const isolationOf = (wanted: Isolation, { sharedBuiltins }: ProbeResult): Isolation =>
  wanted === 'auto' && sharedBuiltins.length > 0 ? 'vu' : wanted;

const MAX_NAMES = 3;

/** Says once what realms of their own cost. */
export function sayIsolation(wanted: Isolation, { sharedBuiltins, realmCost }: ProbeResult, log: Logger): void {
  if (realmCost === undefined) return;
  const cost = `${(realmCost.bytes / 1e6).toFixed(2)} MB and ${realmCost.ms.toFixed(1)} ms for each VU`;
  if (wanted === 'vu') {
    log.info(`each VU has builtins of its own: ${cost}`);
    return;
  }
  const more = sharedBuiltins.length > MAX_NAMES ? ` and ${sharedBuiltins.length - MAX_NAMES} more` : '';
  const names = sharedBuiltins.slice(0, MAX_NAMES).join(', ') + more;
  log.warn(`the script changes or reads ${names}, so each VU gets builtins of its own: ${cost} (see --isolation)`);
}
