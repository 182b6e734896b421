// What a program may do without. One construct makes the compiler careful with all of a program, so that in programs
// that have everything nothing is ever proved, and no proof is ever tried.
import type { Gen } from './gen.js';

/** By what their text is known. */
const FEATURES = {
  accessors: /\b[gs]et [\w[]|\blazy\b|[dD]escriptor|defineProp/,
  proxies: /\bProxy\b/,
  naming: /fromEntries|defineProp|groupBy|\bstructured\b|Object\.create\(|Reflect\.set|JSON\.parse/,
  computed: /\[[^\]]*\](?=:| =[^=]|\()|\[SYMBOL\]|\[holder/,
  conversions: /toString|valueOf|toPrimitive|toJSON|exec\b|Symbol\.(?:match|replace|split|search)|new Date\(/,
  iterators: /function\*|\*\[|\*#?\w+\(|\byield\b|Symbol\.iterator|matchAll|\bnext\b/,
  thenables: /\bthen\(|extends \(?Promise/,
  classes: /\bclass\b|\bMixin\b|\bOld\b|\bReturning\b/,
  async: /\basync\b|\bawait\b|\bPromise\b|\bquiet\b/,
  assigned: /\bspare\b|Object\.(?:assign|setPrototypeOf)/,
} as const satisfies Readonly<Record<string, RegExp>>;
export type Feature = keyof typeof FEATURES;

const NOTHING: ReadonlySet<Feature> = new Set();
/** They lead everywhere: without them the others are told apart. */
const FAR: readonly Feature[] = ['accessors', 'proxies', 'naming', 'conversions', 'computed'];
const NEAR: readonly Feature[] = ['iterators', 'thenables', 'classes', 'async', 'assigned'];

/** Half of the programs have everything. */
export function pickMissing(g: Pick<Gen, 'chance'>): ReadonlySet<Feature> {
  if (g.chance(0.5)) return NOTHING;
  return new Set([...FAR.filter(() => g.chance(0.85)), ...NEAR.filter(() => g.chance(0.4))]);
}

export const hasOneOf = (text: string, missing: ReadonlySet<Feature>): boolean => {
  for (const feature of missing) if (FEATURES[feature].test(text)) return true;
  return false;
};
