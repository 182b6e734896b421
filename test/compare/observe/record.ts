// What arrived at the server.
import { mask } from './mask.js';
import type { Observation, Remains } from './observation.js';

const LONGEST_BODY = 300;

/** HTTP/2 has them in no order: Go's is another one each time, and it sends each cookie by itself. */
function shownHeaders(line: string, headers: readonly string[]): string {
  if (!line.endsWith('HTTP/2.0')) return headers.join('; ');
  return [...headers.filter((header) => !header.startsWith('cookie: ')).sort(), ...cookiesOf(headers)].join('; ');
}

function cookiesOf(headers: readonly string[]): string[] {
  const values = headers.flatMap((header) => (header.startsWith('cookie: ') ? [header.slice('cookie: '.length)] : []));
  return values.length === 0 ? [] : [`cookie: ${values.join('; ')}`];
}

export function observeRecord({ record, names }: Remains, seen: Observation): void {
  for (const { line, headers, body, cut } of record.requests) {
    const shown = body.length > LONGEST_BODY ? `${body.slice(0, LONGEST_BODY)}… of ${body.length}` : body;
    const parts = [
      line,
      shownHeaders(line, headers),
      ...(shown === '' ? [] : [JSON.stringify(shown)]),
      ...(cut ? ['cut'] : []),
    ];
    seen.count('server', mask(parts.join(' | '), names));
  }
  if (record.connections > 0) seen.set('server', 'connections', record.connections);
}
