import { show } from '../../base/problems.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';

/** `none`, or `otel` with settings that the output itself reads. */
export const tracesOutput: ValueType<string> = plainType({
  placeholder: '<none|otel=..>',
  fromText: read,
  fromJson: (value, spot) => read(String(value), spot),
});

const FORM = /^(none|otel(=.+)?)$/;

function read(text: string, spot: Spot): string | undefined {
  return FORM.test(text) ? text : spot.problem(`must be none or otel[=host:port], got ${show(text)}`);
}
