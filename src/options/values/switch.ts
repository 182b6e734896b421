import { show } from '../../base/problems.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';

/** `on` or `off`; a boolean in JSON. */
export const onOff: ValueType<boolean> = plainType({
  placeholder: '<on|off>',
  fromText: read,
  fromJson: (value, spot) => (typeof value === 'boolean' ? value : read(value, spot)),
});

function read(value: unknown, spot: Spot): boolean | undefined {
  if (value === 'on' || value === 'true') return true;
  return value === 'off' || value === 'false' ? false : spot.problem(`must be on or off, got ${show(value)}`);
}
