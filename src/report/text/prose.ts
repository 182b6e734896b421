import { wrap } from '../../base/wrap.js';
import { displayWidth } from './width.js';

/** Narrower than this nothing reads well. */
const FEWEST_COLUMNS = 40;

/** Sentences in so many columns, broken between words; what follows stands below the text of its first line. */
export const proseIn = (lines: readonly string[], columns: number): string[] =>
  lines.flatMap((line) => {
    const lead = /^ *(?:- )?/.exec(line)![0];
    const room = Math.max(FEWEST_COLUMNS, columns) - lead.length;
    return wrap(line.slice(lead.length), room, displayWidth).map(
      (part, at) => (at === 0 ? lead : ' '.repeat(lead.length)) + part,
    );
  });
