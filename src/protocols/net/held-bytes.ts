import { Buffer } from 'node:buffer';

/** Pieces that are kept until what they begin has come whole. Memory grows by doubling, so that no byte is copied often. */
export class HeldBytes {
  bytes: Buffer;
  length = 0;

  constructor(piece: Buffer, end: number) {
    this.bytes = Buffer.allocUnsafeSlow(end);
    this.add(piece, end);
  }

  add(piece: Buffer, end: number): void {
    const length = this.length + end;
    if (length > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    piece.copy(this.bytes, this.length, 0, end);
    this.length = length;
  }
}
