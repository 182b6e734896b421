import { current } from '../current.js';
import type { Suspendable } from '../operation.js';
import { reading } from '../properties.js';
import { type Match, textOf } from './pattern-exec.js';

/** What `$1`, `$&`, `$<name>` of a replacement stand for. */
export function* substitution(template: string, found: Match & { readonly string: string }): Suspendable {
  const { matched, string, position, captures, groups } = found;
  const named = groups === undefined ? undefined : current.realm.Object(groups);
  let made = '';
  let at = 0;
  const symbols = /\$(?:[$&`']|\d{1,2}|<([^>]*)>)/g;
  for (let symbol: RegExpExecArray | null; (symbol = symbols.exec(template)) !== null; symbols.lastIndex = at) {
    made += template.slice(at, symbol.index);
    const [text, name] = symbol;
    at = symbol.index + text.length;
    if (text === '$$') made += '$';
    else if (text === '$&') made += matched;
    else if (text === '$`') made += string.slice(0, position);
    else if (text === "$'") made += string.slice(Math.min(position + matched.length, string.length));
    else if (name !== undefined) {
      if (named === undefined) {
        // Without named groups it is no symbol, only its two first characters.
        made += '$<';
        at = symbol.index + 2;
        continue;
      }
      const value = yield* reading(named, name);
      if (value !== undefined) made += yield* textOf(value);
    } else {
      const [number, length] = groupIn(text.slice(1), captures.length);
      made += number === 0 ? text.slice(0, length + 1) : ((captures[number - 1] as string | undefined) ?? '');
      at = symbol.index + 1 + length;
    }
  }
  return made + template.slice(at);
}

/** Two digits where there are as many groups, else one; 0 where that is none either. */
function groupIn(digits: string, groups: number): [number: number, length: number] {
  const two = Number(digits);
  if (two >= 1 && two <= groups) return [two, digits.length];
  const one = Number(digits[0]);
  return one >= 1 && one <= groups ? [one, 1] : [0, digits.length];
}
