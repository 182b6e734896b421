import type { HeaderField } from './hpack/header-field.js';

/** Go's limit for the headers of a response, counted as in a table. */
export const MAX_LIST_BYTES = 10 * 1024 * 1024;

/**
 * A header block, read once: what of it belongs to HTTP/2, and its lines. Equal blocks may share one: nothing in it changes
 * after close().
 */
export class HeaderBlock {
  /** Names and values in turn, one character per byte, without the fields of HTTP/2 itself. */
  readonly lines: string[] = [];
  /** What the decoder's table has taken of it. */
  readonly inserted: HeaderField[] = [];
  /** Value of `:status`; empty without one. */
  status = '';
  contentEncoding = '';
  /** Values of `content-length`. */
  lengths: readonly string[] = NONE;
  /** False: surely no cookie is set. */
  cookies = false;
  /** There is any field of HTTP/2 itself. */
  pseudo = false;
  /** Why it cannot be a message's; empty when nothing is wrong. */
  fault = '';
  /** Its lines are not complete. */
  tooLarge = false;
  #bytes = 0;

  /** `text`: the block as it came, one character per byte. */
  constructor(readonly text: string) {}

  get empty(): boolean {
    return this.#bytes === 0;
  }

  add(field: HeaderField): void {
    this.#bytes += field.size;
    if (this.#bytes > MAX_LIST_BYTES) {
      this.tooLarge = true;
      return;
    }
    if (field.name.charCodeAt(0) === COLON) this.#addPseudo(field);
    else this.lines.push(field.name, field.value);
  }

  /** All fields have been added. */
  close(): void {
    const { lines } = this;
    for (let i = 0; i < lines.length; i += 2) {
      const name = lines[i]!;
      const value = lines[i + 1]!;
      if (this.fault === '' && !NAME.test(name)) this.fault = `invalid header field name ${JSON.stringify(name)}`;
      if (this.fault === '' && BAD_VALUE.test(value))
        this.fault = `invalid header field value for ${JSON.stringify(name)}`;
      if (name === 'set-cookie') this.cookies = true;
      else if (name === 'content-encoding') this.contentEncoding ||= value;
      else if (name === 'content-length') this.lengths = [...this.lengths, value];
    }
  }

  /** Of the first line of this name; undefined without one. Names are in lower case. */
  valueOf(name: string): string | undefined {
    for (let i = 0; i < this.lines.length; i += 2) if (this.lines[i] === name) return this.lines[i + 1];
    return undefined;
  }

  #addPseudo({ name, value }: HeaderField): void {
    this.pseudo = true;
    if (this.fault !== '') return;
    if (this.lines.length > 0) this.fault = 'pseudo header field after regular';
    else if (name !== ':status') this.fault = `invalid pseudo-header ${JSON.stringify(name)}`;
    else if (this.status !== '') this.fault = `duplicate pseudo-header ${JSON.stringify(name)}`;
    else this.status = value;
  }
}

const NONE: readonly string[] = [];
const COLON = 58;
/** Upper case is for other protocols. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const BAD_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;
