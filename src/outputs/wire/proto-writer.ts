/** Writes protocol buffers: fields with their numbers, in the order in which they come. */
export class ProtoWriter {
  #bytes = Buffer.allocUnsafe(1024);
  #length = 0;

  /** A view, valid until more is written. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  reset(): this {
    this.#length = 0;
    return this;
  }

  /** `uint32`, `uint64`, `int64`, `bool`, enums; up to 2^53. */
  uint(field: number, value: number): this {
    return this.#tag(field, 0).#varint(value);
  }

  /** `sint32`, `sint64`. */
  sint(field: number, value: number): this {
    return this.uint(field, zigzag(value));
  }

  /** `fixed64`, as OpenTelemetry has times: nanoseconds, of which a double cannot hold all. */
  fixed64(field: number, value: bigint): this {
    this.#tag(field, 1).#room(8);
    this.#length = this.#bytes.writeBigUInt64LE(value, this.#length);
    return this;
  }

  double(field: number, value: number): this {
    this.#tag(field, 1).#room(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
    return this;
  }

  string(field: number, text: string): this {
    const length = Buffer.byteLength(text);
    this.#tag(field, 2).#varint(length).#room(length);
    this.#length += this.#bytes.write(text, this.#length);
    return this;
  }

  /** `bytes`, and messages that were written before. */
  bytes(field: number, bytes: Uint8Array): this {
    this.#tag(field, 2).#varint(bytes.length);
    return this.raw(bytes);
  }

  /** Fields that were written before. */
  raw(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  message(field: number, write: (into: ProtoWriter) => void): this {
    const inner = new ProtoWriter();
    write(inner);
    return this.bytes(field, inner.written);
  }

  packedSints(field: number, values: readonly number[]): this {
    return this.#packed(field, values, (into, value) => into.#varint(zigzag(value)));
  }

  packedUints(field: number, values: readonly number[]): this {
    return this.#packed(field, values, (into, value) => into.#varint(value));
  }

  packedFixed64s(field: number, values: readonly number[]): this {
    return this.#packed(field, values, (into, value) => {
      into.#room(8);
      into.#length = into.#bytes.writeBigUInt64LE(BigInt(value), into.#length);
    });
  }

  packedDoubles(field: number, values: readonly number[]): this {
    return this.#packed(field, values, (into, value) => {
      into.#room(8);
      into.#length = into.#bytes.writeDoubleLE(value, into.#length);
    });
  }

  #packed(field: number, values: readonly number[], write: (into: ProtoWriter, value: number) => void): this {
    if (values.length === 0) return this;
    return this.message(field, (inner) => {
      for (const value of values) write(inner, value);
    });
  }

  #tag(field: number, wire: number): this {
    return this.#varint(field * 8 + wire);
  }

  #varint(value: number): this {
    this.#room(10);
    let left = value;
    // Arithmetic, because bits end at 32.
    while (left >= 128) {
      this.#bytes[this.#length++] = (left % 128) + 128;
      left = Math.floor(left / 128);
    }
    this.#bytes[this.#length++] = left;
    return this;
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
