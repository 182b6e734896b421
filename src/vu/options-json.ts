import { errors } from '../base/errors/index.js';

/**
 * What the script exports as `options`, as JSON. NaN and infinite numbers would be null there, which reads as "not set"
 * and would let the test run with a default, and functions would be left out: like k6, this refuses them.
 */
export function optionsToText(options: unknown): string | undefined {
  const wrong: string[] = [];
  const places = new WeakMap<object, string>();
  const look = function (this: object, key: string, value: unknown): unknown {
    const holder = places.get(this);
    const place = holder === undefined ? 'options' : Array.isArray(this) ? `${holder}[${key}]` : `${holder}.${key}`;
    if (typeof value === 'object' && value !== null) places.set(value, place);
    if (typeof value === 'number' && !Number.isFinite(value)) wrong.push(`${place} is ${value}`);
    if (typeof value === 'function') wrong.push(`${place} is a function`);
    return typeof value === 'bigint' ? Number(value) : value;
  };
  let text: string | undefined;
  try {
    text = JSON.stringify(options, look);
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    throw errors.optionsNotJson(reason);
  }
  if (wrong.length > 0) throw errors.optionsNotJson(wrong.join(', '));
  return text;
}
