// Reads protocol buffers without knowing what they mean: fields by their numbers.
export type ProtoValue = bigint | number | Buffer;

export class ProtoMessage {
  readonly #fields = new Map<number, ProtoValue[]>();

  constructor(bytes: Buffer) {
    let at = 0;
    const next = (): bigint => {
      const { value, end } = varintAt(bytes, at);
      at = end;
      return value;
    };
    while (at < bytes.length) {
      const tag = Number(next());
      const wire = tag & 7;
      let value: ProtoValue;
      if (wire === 0) value = next();
      else if (wire === 1) {
        value = bytes.readDoubleLE(at);
        at += 8;
      } else if (wire === 2) {
        const length = Number(next());
        value = bytes.subarray(at, (at += length));
      } else throw new Error(`wire type ${wire}`);
      const field = tag >> 3;
      const known = this.#fields.get(field);
      if (known) known.push(value);
      else this.#fields.set(field, [value]);
    }
    if (at !== bytes.length) throw new Error('cut off');
  }

  number(field: number): number {
    return Number(this.#fields.get(field)?.[0] ?? 0);
  }

  sint(field: number): number {
    return unzigzag((this.#fields.get(field)?.[0] as bigint | undefined) ?? 0n);
  }

  text(field: number): string {
    return (this.#fields.get(field)?.[0] as Buffer | undefined)?.toString() ?? '';
  }

  messages(field: number): ProtoMessage[] {
    return (this.#fields.get(field) ?? []).map((bytes) => new ProtoMessage(bytes as Buffer));
  }

  packedSints(field: number): number[] {
    const [bytes] = (this.#fields.get(field) ?? []) as Buffer[];
    const values: number[] = [];
    for (let at = 0; bytes && at < bytes.length; ) {
      const { value, end } = varintAt(bytes, at);
      values.push(unzigzag(value));
      at = end;
    }
    return values;
  }
}

function varintAt(bytes: Buffer, from: number): { value: bigint; end: number } {
  let value = 0n;
  let at = from;
  for (let shift = 0n; ; shift += 7n) {
    const byte = bytes[at++]!;
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return { value, end: at };
  }
}

const unzigzag = (value: bigint): number => Number((value >> 1n) ^ -(value & 1n));
