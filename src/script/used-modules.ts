import { isK6Module } from './segments.js';

/** What a response's page is read with: loaded only for scripts whose text has one of these words. */
const PAGE_METHODS = /(?<!text\/)\bhtml\b|\b(?:submitForm|clickLink)\b/;

/** The k6 modules whose code a script needs: those that it imports, and those that what they give out needs. */
export function usedModules(imported: readonly string[], code: string): string[] {
  const used = new Set(imported.filter(isK6Module));
  if (used.has('k6/http') && PAGE_METHODS.test(code)) used.add('k6/html');
  return [...used].sort();
}
