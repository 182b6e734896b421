// A terminal that keeps what a person would see: enough of one for what the display writes.
import { Writable } from 'node:stream';
import type { Terminal } from '../../src/base/host.js';

const ESCAPE = '\u001b';
const PIECES = new RegExp(`(${ESCAPE}\\[[?0-9]*[a-zA-Z]|\\r|\\n)`);

export class Screen extends Writable implements Terminal {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly rows: number;
  cursorVisible = true;
  raw = '';
  #lines: string[] = [''];
  #row = 0;
  #column = 0;

  constructor({ isTTY = true, columns = 80, rows = 24 } = {}) {
    super({ decodeStrings: false });
    Object.assign(this, { isTTY, columns, rows });
    this.isTTY = isTTY;
    this.columns = columns;
    this.rows = rows;
  }

  /** Everything on the screen and above it, spaces at the ends of lines left out. */
  get text(): string {
    return this.#lines.map((line) => line.trimEnd()).join('\n');
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.raw += chunk;
    for (const piece of chunk.split(PIECES)) this.#take(piece);
    done();
  }

  #take(piece: string): void {
    if (piece === '\r') this.#column = 0;
    else if (piece === '\n') this.#newLine();
    else if (piece.startsWith(ESCAPE)) this.#command(piece.slice(2, -1), piece.at(-1)!);
    else this.#print(piece);
  }

  #newLine(): void {
    this.#row++;
    this.#column = 0;
    this.#lines[this.#row] ??= '';
  }

  #command(argument: string, letter: string): void {
    const line = this.#lines[this.#row]!;
    if (letter === 'A') {
      this.#row -= Number(argument);
      if (this.#row < 0) throw new Error('the cursor left the screen');
    } else if (letter === 'K') this.#lines[this.#row] = line.slice(0, this.#column);
    else if (letter === 'J') this.#lines = [...this.#lines.slice(0, this.#row), line.slice(0, this.#column)];
    else if (argument === '?25') this.cursorVisible = letter === 'h';
    else if (letter !== 'm') throw new Error(`unknown command ${argument}${letter}`);
  }

  #print(text: string): void {
    if (text === '') return;
    if (this.#column + text.length > this.columns) throw new Error(`a line wraps: ${text}`);
    const line = this.#lines[this.#row]!.padEnd(this.#column);
    this.#lines[this.#row] = line.slice(0, this.#column) + text + line.slice(this.#column + text.length);
    this.#column += text.length;
  }
}
