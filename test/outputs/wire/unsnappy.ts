// Reads Snappy's block format as its description has it, with every kind of element.
export function unsnappy(packed: Buffer): Buffer {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = packed[at++]!;
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  const plain = Buffer.alloc(length);
  let made = 0;
  const copy = (offset: number, count: number): void => {
    if (offset === 0 || offset > made) throw new Error(`offset ${offset} at ${made}`);
    for (let i = 0; i < count; i++, made++) plain[made] = plain[made - offset]!;
  };
  while (at < packed.length) {
    const tag = packed[at++]!;
    if ((tag & 3) === 0) {
      let count = (tag >> 2) + 1;
      if (count > 60) {
        const bytes = count - 60;
        count = packed.readUIntLE(at, bytes) + 1;
        at += bytes;
      }
      made += packed.copy(plain, made, at, at + count);
      at += count;
    } else if ((tag & 3) === 1) copy(((tag >> 5) << 8) | packed[at++]!, ((tag >> 2) & 7) + 4);
    else {
      const bytes = (tag & 3) === 2 ? 2 : 4;
      copy(packed.readUIntLE(at, bytes), (tag >> 2) + 1);
      at += bytes;
    }
  }
  if (made !== length) throw new Error(`${made} bytes of ${length}`);
  return plain;
}
