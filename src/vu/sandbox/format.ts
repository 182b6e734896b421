import { isAnyArrayBuffer, isDate, isNativeError } from 'node:util/types';
import { wholeCharacters } from '../../base/go-text.js';

/** The text of `console.log(...values)`: k6's rules, so no `%s`, and strings inside objects stand in quotes. */
export function formatLine(values: readonly unknown[]): string {
  return values.map(formatTop).join(' ');
}

function formatTop(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return 'undefined';
  return format(value, []);
}

/** `around` holds the objects that contain this value, to find cycles. */
function format(value: unknown, around: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(wholeCharacters(value));
    case 'undefined':
      return 'null';
    case 'function':
      return '[object Function]';
    case 'symbol':
      // Inside of others it is a text.
      return around.length === 0 ? (value.description ?? '') : JSON.stringify(value.description ?? '');
    case 'object':
      return value === null ? 'null' : formatObject(value, around);
    default:
      return Object.is(value, -0) ? '0' : String(value);
  }
}

function formatObject(value: object, around: readonly object[]): string {
  if (around.includes(value)) return '[Circular]';
  const inside = [...around, value];
  if (Array.isArray(value)) return formatList(textsOf(value, inside));
  if (isNativeError(value)) return `${value.name}: ${value.message}`;
  if (isDate(value)) return Number.isNaN(Date.prototype.getTime.call(value)) ? '{}' : JSON.stringify(value);
  if (isAnyArrayBuffer(value)) return formatBuffer(value);
  if (ArrayBuffer.isView(value)) return formatView(value);
  return formatMembers(membersOf(value), inside);
}

/** By index: how lists are iterated over is a thing that scripts can change. */
function textsOf(list: ArrayLike<unknown>, inside: readonly object[]): string[] {
  const texts: string[] = [];
  for (let index = 0; index < list.length; index++) texts.push(format(list[index], inside));
  return texts;
}

const formatList = (items: readonly string[]): string => (items.length === 0 ? '[]' : `[ ${items.join(', ')} ]`);

function formatMembers(value: object, inside: readonly object[]): string {
  const members = Object.keys(value).map((key) => {
    return `${key}: ${format((value as Record<string, unknown>)[key], inside)}`;
  });
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** Objects of our modules keep their state in private fields and show it through toJSON. */
function membersOf(value: object): object {
  if (Object.keys(value).length > 0 || !('toJSON' in value) || typeof value.toJSON !== 'function') return value;
  const shown: unknown = value.toJSON();
  return typeof shown === 'object' && shown !== null ? shown : value;
}

function formatView(value: ArrayBufferView): string {
  const name = typedArrayName(value);
  if (name === undefined) return `DataView { byteLength: ${value.byteLength}, byteOffset: ${value.byteOffset} }`;
  const items = textsOf(value as Uint8Array, []);
  return `${name}(${items.length}) ${formatList(items)}`;
}

/** `Uint8Array` and so on, whatever the script has put on its prototypes; undefined for a DataView. */
const typedArrayName = (value: ArrayBufferView): string | undefined =>
  Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag, value) as string | undefined;

function formatBuffer(value: ArrayBuffer | SharedArrayBuffer): string {
  const bytes = Array.from(new Uint8Array(value), (byte) => byte.toString(16).padStart(2, '0'));
  return `ArrayBuffer { [Uint8Contents]: <${bytes.join(' ')}>, byteLength: ${value.byteLength} }`;
}
