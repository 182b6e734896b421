import { notOneOf } from '../../schema/scalars.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';

type Mode = 'base' | 'extended';
const MODES: readonly Mode[] = ['extended', 'base'];

/** `base` or `extended`; k6's third mode is taken for extended. */
export const compatibilityMode: ValueType<Mode> = plainType({
  placeholder: '<base|extended>',
  fromText: read,
  fromJson: read,
});

function read(value: unknown, spot: Spot): Mode | undefined {
  if (value === 'experimental_enhanced') {
    spot.warn('experimental_enhanced is deprecated; extended does the same');
    return 'extended';
  }
  return MODES.find((mode) => mode === value) ?? spot.earlyProblem(notOneOf(value, MODES));
}
