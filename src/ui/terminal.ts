import type { Terminal } from '../base/host.js';
import { every } from '../base/timers.js';
import type { Palette } from '../report/text/palette.js';
import { type ProgressState, renderProgress } from './progress.js';

/** `live` redraws in place, `blocks` writes one below the other, `hidden` nothing at all. */
export type DisplayMode = 'live' | 'blocks' | 'hidden';

export interface DisplayParts {
  readonly stdout: Terminal;
  readonly mode: DisplayMode;
  readonly palette: Palette;
  /** The run at this moment. */
  readonly state: () => ProgressState;
}

const LIVE_PERIOD_MS = 100;
const BLOCK_PERIOD_MS = 1000;
/** Of a terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;
const USUAL_ROWS = 24;

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_LINE_END = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
const upBy = (lines: number): string => (lines === 0 ? '\r' : `\r\u001b[${lines}A`);

/** How a run shows itself: not when it is to be quiet, in place on a terminal, as blocks elsewhere. */
export function displayModeFor(stdout: Terminal, { quiet }: { readonly quiet: boolean }): DisplayMode {
  if (quiet) return 'hidden';
  return stdout.isTTY === true ? 'live' : 'blocks';
}

/** The progress of a run on stdout. `start`, `stop`, then the summary is written, then `finish`. */
export class ProgressDisplay implements Disposable {
  readonly #parts: DisplayParts;
  #cancel: (() => void) | undefined;
  /** Lines of the drawing that the cursor stands in the last one of. */
  #drawn = 0;
  #extraDrawing = false;

  constructor(parts: DisplayParts) {
    this.#parts = parts;
  }

  /** Draws from now on. */
  start(): void {
    const { mode, stdout } = this.#parts;
    if (mode === 'hidden' || this.#cancel) return;
    if (mode === 'live') stdout.write(HIDE_CURSOR);
    const [period, step] =
      mode === 'live' ? [LIVE_PERIOD_MS, () => this.#redraw()] : [BLOCK_PERIOD_MS, () => this.#writeBlock()];
    this.#cancel = every(period, undefined, step);
    if (mode === 'live') this.#draw();
  }

  /** Takes the drawing away, so that others can write to the terminal. */
  stop(): void {
    if (!this.#cancel) return;
    this.#cancel();
    this.#cancel = undefined;
    if (this.#parts.mode !== 'live') return;
    this.#erase();
    this.#parts.stdout.write(SHOW_CURSOR);
  }

  /** Stops, and leaves the last state standing. */
  finish(): void {
    this.stop();
    if (this.#parts.mode !== 'hidden') this.#writeBlock();
  }

  /** Lets something else be written above the drawing: to stdout or stderr, in whole lines. */
  above(write: () => void): void {
    const wasDrawn = this.#drawn > 0;
    this.#erase();
    write();
    // A flood of lines must not be a flood of drawings: the next period draws what is left out here.
    if (!wasDrawn || this.#extraDrawing) return;
    this.#extraDrawing = true;
    this.#draw();
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  #redraw(): void {
    this.#extraDrawing = false;
    this.#draw();
  }

  #draw(): void {
    const lines = this.#lines();
    const back = this.#drawn === 0 ? '' : upBy(this.#drawn - 1);
    this.#parts.stdout.write(`${back}${lines.join(`${CLEAR_LINE_END}\n`)}${CLEAR_LINE_END}${CLEAR_BELOW}`);
    this.#drawn = lines.length;
  }

  #erase(): void {
    if (this.#drawn > 0) this.#parts.stdout.write(`${upBy(this.#drawn - 1)}${CLEAR_BELOW}`);
    this.#drawn = 0;
  }

  #writeBlock(): void {
    this.#parts.stdout.write(`\n${this.#lines('all').join('\n')}\n`);
  }

  /** One column and one row stay free: a terminal that is full to the last cell scrolls or wraps. */
  #lines(rows: 'all' | 'visible' = 'visible'): string[] {
    const { stdout, mode, palette, state } = this.#parts;
    if (mode !== 'live') return renderProgress(state(), { columns: undefined, rows: undefined }, palette);
    const columns = (stdout.columns ?? USUAL_COLUMNS) - 1;
    const visible = Math.max(1, (stdout.rows ?? USUAL_ROWS) - 1);
    return renderProgress(state(), { columns, rows: rows === 'all' ? undefined : visible }, palette);
  }
}
