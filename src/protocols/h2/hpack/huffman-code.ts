/**
 * Lengths of the codes of RFC 7541, appendix B, in bits, one digit to the base of 36 for each byte and the end. The code
 * is canonical: sorted by length and then by byte, each code is the one before it plus one.
 */
const LENGTHS =
  'dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6cad67777777777777777777777878djde6f56565666577666567655677777f' +
  'bedskmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmnqqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrqu';

/** The code that ends everything, which no text may have. */
export const END = 256;

/** Bits of the code of each byte, and of the end. */
export const CODE_BITS = Uint8Array.from(LENGTHS, (digit) => Number.parseInt(digit, 36));

/** The codes, each in the lowest bits. */
export const CODES = codesOf(CODE_BITS);

function codesOf(bits: Uint8Array): Uint32Array {
  const codes = new Uint32Array(bits.length);
  const sorted = Array.from(bits.keys()).sort((a, b) => bits[a]! - bits[b]! || a - b);
  let code = 0;
  let length = bits[sorted[0]!]!;
  for (const symbol of sorted) {
    code = (code << (bits[symbol]! - length)) >>> 0;
    length = bits[symbol]!;
    codes[symbol] = code++;
  }
  return codes;
}
