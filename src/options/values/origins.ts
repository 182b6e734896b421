import { show } from '../../base/problems.js';
import { commaList } from '../../schema/lists.js';
import type { Spot } from '../../schema/spot.js';

/** Servers that connections can be opened to: `https://host:port`. Of a longer URL this part is taken, as written. */
export const origins = commaList({ placeholder: '<origins>', read: readOrigin });

const ORIGIN = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#]+)/;

function readOrigin(text: string, spot: Spot): string | undefined {
  const [, scheme = '', host = ''] = ORIGIN.exec(text) ?? [];
  if (URL.canParse(scheme + host)) return scheme + host;
  return spot.problem(`must be an http:// or https:// URL such as http://host:8080, got ${show(text)}`);
}
