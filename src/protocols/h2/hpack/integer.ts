/** Writes a number whose first byte has `prefix` bits free below `first`; the place behind it. RFC 7541, section 5.1. */
export function writeInteger(value: number, first: number, prefix: number, out: Uint8Array, from: number): number {
  const most = (1 << prefix) - 1;
  if (value < most) {
    out[from] = first | value;
    return from + 1;
  }
  let at = from;
  out[at++] = first | most;
  let rest = value - most;
  for (; rest >= 0x80; rest >>>= 7) out[at++] = (rest & 0x7f) | 0x80;
  out[at++] = rest;
  return at;
}
