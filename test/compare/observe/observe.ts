import type { Case } from '../case.js';
import { observeExport } from './export.js';
import { observeLog } from './log.js';
import { mask } from './mask.js';
import { Observation, type Remains } from './observation.js';
import { observeRecord } from './record.js';
import { observeSamples } from './samples.js';
import { observeInspect, observeScreen } from './screen.js';

/** Everything of one run that is compared. */
export function observe(one: Case, remains: Remains): Observation {
  const seen = new Observation();
  seen.set('exit', 'code', remains.exit);
  observeLog(one, remains, seen);
  if (one.command === 'inspect') observeInspect(remains, seen);
  else if (one.screen === true) observeScreen(remains, seen);
  if (remains.samples !== undefined) observeSamples(remains.samples, remains.names, seen);
  if (remains.exported !== undefined) observeExport(remains.exported, remains.names, seen);
  for (const [name, text] of Object.entries(remains.written)) {
    seen.set('file', name, text === undefined ? 'not written' : mask(text, remains.names));
  }
  observeRecord(remains, seen);
  return seen;
}
