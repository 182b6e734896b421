import { Buffer } from 'node:buffer';
import { type Der, TAG } from './der.js';

/** Text of any of ASN.1's kinds of string; undefined for other values. */
export function stringOf({ tag, content }: Der): string | undefined {
  switch (tag) {
    case TAG.utf8String:
      return content.toString('utf8');
    case TAG.printableString:
    case TAG.numericString:
    case TAG.ia5String:
    // Nobody has the whole of T.61; everybody reads it as Latin 1.
    case TAG.t61String:
      return content.toString('latin1');
    case TAG.bmpString:
      return content.length % 2 === 0 ? Buffer.from(content).swap16().toString('utf16le') : undefined;
    default:
      return undefined;
  }
}
