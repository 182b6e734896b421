// What scripts do elsewhere and not here; the README lists the same. By sample and export.

const FROM_TEXT = 'code made from text does not wait';

/** Where it would wait is an error at that very place, in the log, and the iteration fails. */
export const REFUSED: Readonly<Record<string, string>> = {
  'code-from-text.js asyncFromText': FROM_TEXT,
  'code-from-text.js evalThatWaits': FROM_TEXT,
  'code-from-text.js generatorsFromText': FROM_TEXT,
  'code-from-text.js makingFunctions': FROM_TEXT,
  'code-from-text.js templates': FROM_TEXT,
};

const COMPILED_TEXT = 'the text of a function is that of the compiled one';

/** Not refused, and not the same. */
export const DIFFERENT: Readonly<Record<string, string>> = {
  'code-from-text.js callingGlobals': 'code made from text does not see what a script puts on globalThis',
  'observable-names.js texts': COMPILED_TEXT,
  'twins.js parameters': COMPILED_TEXT,
};
