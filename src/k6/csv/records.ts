import { Buffer } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';

/** A fault of the text. Those who go on after one get the record behind it. */
export class RecordFault extends Error {}

/** Longest record in UTF-16 units: one whose quote is never closed would be the rest of the file. */
const LONGEST = 4 * 1024 * 1024;

const QUOTE = '"';

/**
 * Records out of bytes that come piece by piece, by the rules of RFC 4180 as Go's reader has them: lines without text
 * are skipped, CR LF is LF, each record has as many fields as the first, a quote stands around a whole field only.
 */
export class Records {
  readonly #delimiter: string;
  readonly #decoder = new StringDecoder('utf8');
  #text = '';
  /** Where the next record begins. */
  #at = 0;
  /** Lines before that place. */
  #lines = 0;
  #ended = false;
  #fields = -1;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  push(bytes: Uint8Array): void {
    this.#text = this.#text.slice(this.#at) + this.#decoder.write(bytes as Buffer);
    this.#at = 0;
    if (this.#text.length <= LONGEST) return;
    this.#text = '';
    this.#lines++;
    throw new RecordFault(`record on line ${this.#lines} is longer than ${LONGEST} characters`);
  }

  end(): void {
    this.#text = this.#text.slice(this.#at) + this.#decoder.end();
    this.#at = 0;
    this.#ended = true;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The next record; undefined when more bytes are needed, or at the end when there are no more. */
  next(): string[] | undefined {
    const record = this.#record();
    if (record === undefined) this.#letGo();
    return record;
  }

  /** Whoever waits for more keeps the beginning of the next record only: a part of a text keeps all of it alive. */
  #letGo(): void {
    if (this.#at === 0) return;
    this.#text = Buffer.from(this.#text.slice(this.#at)).toString();
    this.#at = 0;
  }

  #record(): string[] | undefined {
    let line = this.#line(this.#at);
    while (line !== undefined && line.text === '' && line.broken) {
      this.#skipTo(line.end, 1);
      line = this.#line(this.#at);
    }
    if (line === undefined) return undefined;
    const fields = line.text.includes(QUOTE) ? this.#quoted(line) : this.#plain(line);
    if (fields === undefined) return undefined;
    this.#fields = this.#fields < 0 ? fields.length : this.#fields;
    if (fields.length === this.#fields) return fields;
    throw new RecordFault(`record on line ${this.#startLine}: wrong number of fields`);
  }

  /** Line of the record that was read last. */
  #startLine = 0;

  #plain({ text, end }: Line): string[] {
    this.#startLine = this.#lines + 1;
    this.#skipTo(end, 1);
    return text.split(this.#delimiter);
  }

  #skipTo(end: number, lines: number): void {
    this.#at = end;
    this.#lines += lines;
  }

  /** The line that begins at a place, if all of it is there. */
  #line(from: number): Line | undefined {
    const text = this.#text;
    const broken = text.indexOf('\n', from);
    if (broken < 0 && (!this.#ended || from >= text.length)) return undefined;
    const end = broken < 0 ? text.length : broken;
    const last = end > from && text[end - 1] === '\r' ? end - 1 : end;
    return { text: text.slice(from, last), end: broken < 0 ? end : end + 1, broken: broken >= 0 };
  }

  /** A record with quotes, which may go on over several lines. Undefined when its end is not there yet. */
  #quoted(first: Line): string[] | undefined {
    const reading = new Quoted(first, this.#delimiter, this.#lines + 1, (from) => this.#line(from));
    const outcome = reading.read();
    if (outcome === 'more' && !this.#ended) return undefined;
    this.#startLine = reading.startLine;
    this.#skipTo(reading.line.end, reading.lineNumber - this.#lines);
    if (Array.isArray(outcome)) return outcome;
    throw new RecordFault(outcome === 'more' ? reading.fault(NOT_CLOSED) : outcome);
  }
}

interface Line {
  /** Without its end. */
  readonly text: string;
  /** Where the next one begins. */
  readonly end: number;
  /** Whether an end of line stands behind it. */
  readonly broken: boolean;
}

const BARE = `bare ${QUOTE} in non-quoted-field`;
const NOT_CLOSED = `extraneous or missing ${QUOTE} in quoted-field`;

/** The reading of one record that has quotes in its first line. */
class Quoted {
  line: Line;
  lineNumber: number;
  /** In the line's text. */
  #column = 0;

  readonly #delimiter: string;
  readonly #lineFrom: (from: number) => Line | undefined;

  constructor(
    first: Line,
    delimiter: string,
    readonly startLine: number,
    lineFrom: (from: number) => Line | undefined,
  ) {
    this.line = first;
    this.lineNumber = startLine;
    this.#delimiter = delimiter;
    this.#lineFrom = lineFrom;
  }

  /** The fields; or the fault; or `more` when the text is over inside of a field. */
  read(): string[] | string {
    const fields: string[] = [];
    for (;;) {
      const field = this.line.text[this.#column] === QUOTE ? this.#inQuotes() : this.#bare();
      if (typeof field === 'string') return field;
      fields.push(field.text);
      if (field.last) return fields;
    }
  }

  fault(what: string, column = this.#column): string {
    // Columns count bytes, as Go's do.
    const before = Buffer.byteLength(this.line.text.slice(0, column)) + Math.max(0, column - this.line.text.length);
    const place = `parse error on line ${this.lineNumber}, column ${before + 1}`;
    const inRecord = this.lineNumber === this.startLine ? '' : `record on line ${this.startLine}; `;
    return `${inRecord}${place}: ${what}`;
  }

  #bare(): Field | string {
    const { text } = this.line;
    const delimiter = text.indexOf(this.#delimiter, this.#column);
    const field = text.slice(this.#column, delimiter < 0 ? undefined : delimiter);
    const quote = field.indexOf(QUOTE);
    if (quote >= 0) return this.fault(BARE, this.#column + quote);
    this.#column = delimiter + 1;
    return { text: field, last: delimiter < 0 };
  }

  #inQuotes(): Field | string {
    let field = '';
    this.#column++;
    for (;;) {
      const { text } = this.line;
      const quote = text.indexOf(QUOTE, this.#column);
      if (quote < 0) {
        field += `${text.slice(this.#column)}\n`;
        if (!this.#nextLine()) return 'more';
        continue;
      }
      field += text.slice(this.#column, quote);
      this.#column = quote + 1;
      const behind = text[this.#column];
      if (behind === undefined) return { text: field, last: true };
      this.#column++;
      if (behind === this.#delimiter) return { text: field, last: false };
      if (behind !== QUOTE) return this.fault(NOT_CLOSED, quote);
      field += QUOTE;
    }
  }

  /** False at the end of the text; the place is then behind the last line, as Go's is. */
  #nextLine(): boolean {
    const next = this.line.broken ? this.#lineFrom(this.line.end) : undefined;
    this.#column = this.line.text.length + (this.line.broken ? 1 : 0);
    if (next === undefined) return false;
    this.line = next;
    this.lineNumber++;
    this.#column = 0;
    return true;
  }
}

interface Field {
  readonly text: string;
  /** Nothing of the record stands behind it. */
  readonly last: boolean;
}
