import { show } from '../../base/problems.js';
import type { Spot } from '../../schema/spot.js';

/** k6's kinds of places for secrets. */
const KINDS = ['cloud', 'file', 'mock', 'url'];

/** `file=secrets.env`, `mock=name=value` and the like; whoever opens the source reads the rest. */
export function secretSource(text: string, spot: Spot): string | undefined {
  const [kind = ''] = text.split('=');
  return KINDS.includes(kind) ? text : spot.problem(`must begin with ${KINDS.join(', ')}, got ${show(kind)}`);
}
