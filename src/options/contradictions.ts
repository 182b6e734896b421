import type { PlainOptions } from './plain-options.js';

/** Leaves out what another option takes the meaning from, and says so. */
export function settleContradictions(options: PlainOptions, warnings: string[]): PlainOptions {
  const noReuse = (['noConnectionReuse', 'noVUConnectionReuse'] as const).find((key) => options[key]);
  if (noReuse === undefined || options.preconnect.length === 0) return options;
  warnings.push(`preconnect has no effect with ${noReuse}: iterations would not use connections that are there`);
  return { ...options, preconnect: [] };
}
