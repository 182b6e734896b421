import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import type { Rows } from '../options/row.js';

/** One command. Its file is loaded only when it is called or asked for help. */
export interface Command {
  /** What follows `salvo`: `run <file|->`. */
  readonly usage: string;
  /** What it does, in one or two sentences. */
  readonly about: string;
  /** Its flags, besides the global ones; help shows them under the headings of their groups. */
  readonly rows: Rows;
  readonly examples: readonly string[];
  /** Gets the arguments after its name. Wrong use and failures are thrown as SalvoError. */
  run(argv: readonly string[], host: Host): Promise<ExitName>;
}

/** A command in the table: what the overview must know of it, and how to load the rest. */
export interface CommandEntry {
  readonly summary: string;
  load(): Promise<Command>;
}
