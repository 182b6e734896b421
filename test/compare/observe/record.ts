// What arrived at the server.
import { mask } from './mask.js';
import type { Observation, Remains } from './observation.js';

const LONGEST_BODY = 300;

export function observeRecord({ record, names }: Remains, seen: Observation): void {
  for (const { line, headers, body, cut } of record.requests) {
    const shown = body.length > LONGEST_BODY ? `${body.slice(0, LONGEST_BODY)}… of ${body.length}` : body;
    const parts = [line, headers.join('; '), ...(shown === '' ? [] : [JSON.stringify(shown)]), ...(cut ? ['cut'] : [])];
    seen.count('server', mask(parts.join(' | '), names));
  }
  if (record.connections > 0) seen.set('server', 'connections', record.connections);
}
