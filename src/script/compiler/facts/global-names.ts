import type { ProgramFacts } from './walker.js';

/** Names that libraries, which are not walked, put on `globalThis`. */
export function globalNamesIn(text: string): string[] {
  const assignments = text.matchAll(/\bglobalThis\s*\.\s*([A-Za-z_$][\w$]*)\s*(?:=(?![=>])|\?\?=|\|\|=)/g);
  return [...assignments].map(([, name]) => name!);
}

/** A name on `globalThis` is no name of the VU's scope, so references to it have to say where it is. */
export function markGlobalNames(facts: ProgramFacts, fromLibraries: Iterable<string>): void {
  const names = new Set([...facts.globalNames, ...fromLibraries]);
  for (const fixed of ['globalThis', 'global', 'undefined', 'arguments']) names.delete(fixed);
  if (names.size === 0) return;
  for (const reference of facts.freeReferences) if (names.has(reference.name)) reference.$onGlobal = true;
}
