/**
 * `RegExp.$1`, `RegExp.lastMatch` and their like: what the last match left, in a place that belongs to the realm. Code
 * that names one may read it after another VU's match.
 */
const STATICS =
  /\bRegExp\s*(?:\.\s*(?:\$[1-9_]|lastMatch\b|lastParen\b|leftContext\b|rightContext\b|input\b)|\[\s*['"`](?:\$[1-9_&+`']|lastMatch|lastParen|leftContext|rightContext|input))/;

export const readsRegExpStatics = (code: string): boolean => STATICS.test(code);
