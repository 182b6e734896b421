/** What an entry of a table counts beside its name and value. */
const OVERHEAD_BYTES = 32;

/** A header line, one character per byte. */
export class HeaderField {
  /** In a table, as RFC 7541 counts. */
  readonly size: number;
  /** Where the static table has it; 0 where it has not, less where nobody has looked. */
  staticIndex = -1;

  constructor(
    readonly name: string,
    readonly value: string,
  ) {
    this.size = name.length + value.length + OVERHEAD_BYTES;
  }
}
