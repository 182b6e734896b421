import type { Buffer } from 'node:buffer';
import { type Der, partsOf, TAG } from './der.js';
import { malformed } from './malformed.js';

/** Kinds of names that k6 shows, in its order. */
const KINDS: readonly { readonly tag: number; text(content: Buffer): string }[] = [
  { tag: 0x82, text: (dnsName) => dnsName.toString('latin1') },
  { tag: 0x81, text: (email) => email.toString('latin1') },
  { tag: 0x87, text: addressText },
  { tag: 0x86, text: (uri) => uri.toString('latin1') },
];

/** The names of a subjectAltName extension: hosts, then mail addresses, IP addresses, URIs. */
export function altNamesOf(extension: Der): string[] {
  const names = partsOf(extension, TAG.sequence);
  return KINDS.flatMap(({ tag, text }) => names.filter((name) => name.tag === tag).map(({ content }) => text(content)));
}

function addressText(address: Buffer): string {
  if (address.length === 4) return address.join('.');
  if (address.length !== 16) throw malformed(`cannot parse IP address of length ${address.length}`);
  const groups = address.toString('hex').match(/..../g)!;
  // An IPv4 address that is written as one of IPv6.
  if (/^0{20}f{4}/.test(groups.join(''))) return address.subarray(12).join('.');
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
