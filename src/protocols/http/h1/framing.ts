import { HeadFault } from './head-fault.js';

/** Whether a body comes in chunks; any other encoding of the transfer is refused, as Go does. */
export function isChunked(encodings: readonly string[]): boolean {
  if (encodings.length === 0) return false;
  if (encodings.length > 1) throw new HeadFault(`too many transfer encodings: ${quotedList(encodings)}`);
  if (encodings[0]!.toLowerCase() !== 'chunked') {
    throw new HeadFault(`unsupported transfer encoding: ${JSON.stringify(encodings[0])}`);
  }
  return true;
}

/** What Content-Length says. The same length may be said twice. */
export function bodyLengthOf(lengths: readonly string[], otherwise: number): number {
  if (lengths.length === 0) return otherwise;
  const [text] = lengths;
  if (lengths.some((other) => other !== text)) {
    throw new HeadFault(`http: message cannot contain multiple Content-Length headers; got ${quotedList(lengths)}`);
  }
  if (!/^\d{1,15}$/.test(text!)) throw new HeadFault(`bad Content-Length ${JSON.stringify(text)}`);
  return Number(text);
}

/** Names of trailers that would change what has been read already. */
const FRAMING: ReadonlySet<string> = new Set(['Transfer-Encoding', 'Trailer', 'Content-Length']);

/** What a header `Trailer` says of a body in chunks. */
export function checkTrailers(names: string): void {
  const bad = names
    .split(',')
    .map(canonical)
    .find((name) => FRAMING.has(name));
  if (bad !== undefined) throw new HeadFault(`bad trailer key ${JSON.stringify(bad)}`);
}

const canonical = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

const quotedList = (texts: readonly string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(' ')}]`;
