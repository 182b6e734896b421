import { HeaderField } from './header-field.js';

/** Names with the values that stand beside them in RFC 7541, appendix A; the order is the table's. */
const ROWS: readonly (readonly [name: string, ...values: string[]])[] = [
  [':authority', ''],
  [':method', 'GET', 'POST'],
  [':path', '/', '/index.html'],
  [':scheme', 'http', 'https'],
  [':status', '200', '204', '206', '304', '400', '404', '500'],
  ['accept-charset', ''],
  ['accept-encoding', 'gzip, deflate'],
];

/** The rest has no values. */
const NAMES =
  'accept-language accept-ranges accept access-control-allow-origin age allow authorization cache-control ' +
  'content-disposition content-encoding content-language content-length content-location content-range content-type ' +
  'cookie date etag expect expires from host if-match if-modified-since if-none-match if-range if-unmodified-since ' +
  'last-modified link location max-forwards proxy-authenticate proxy-authorization range referer refresh retry-after ' +
  'server set-cookie strict-transport-security transfer-encoding user-agent vary via www-authenticate';

/** Without the place 0, which is none. */
const fields: readonly HeaderField[] = [
  ...ROWS.flatMap(([name, ...values]) => values.map((value) => new HeaderField(name, value))),
  ...NAMES.split(' ').map((name) => new HeaderField(name, '')),
];

export const STATIC_LENGTH = fields.length;

/** `index` counts from 1. */
export const staticField = (index: number): HeaderField => fields[index - 1]!;

const placesByName = new Map<string, number>();
const placesByField = new Map<string, number>();
fields.forEach(({ name, value }, i) => {
  if (!placesByName.has(name)) placesByName.set(name, i + 1);
  placesByField.set(`${name}\n${value}`, i + 1);
});

/** Where a name first stands; 0 when it does not. */
export const staticNameIndex = (name: string): number => placesByName.get(name) ?? 0;

/** Where a name stands with this value; 0 when it does not. */
export const staticFieldIndex = (name: string, value: string): number => placesByField.get(`${name}\n${value}`) ?? 0;
