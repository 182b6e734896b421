import { text } from '../../schema/scalars.js';
import type { ValueType } from '../../schema/value-type.js';
import { faultIn } from '../../shard/segment-text.js';

/** A part of a test, or the borders of all parts; what no flag may say is refused with the flags, as by k6. */
export const partOf = (what: 'segment' | 'sequence'): ValueType<string> => ({
  ...text,
  fromFlag: (texts, spot) => {
    const written = texts.at(-1)!;
    const fault = faultIn(what, written);
    return fault === undefined ? written : spot.earlyProblem(fault);
  },
});
