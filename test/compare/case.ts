/** One script with its settings, run under both tools. */
export interface Case {
  /** `family/what`; unique. */
  readonly name: string;
  readonly script: string;
  /** Name of the script's file. */
  readonly file?: string;
  readonly command?: 'run' | 'inspect';
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Further files beside the script: name to content. */
  readonly files?: Readonly<Record<string, string>>;
  readonly signals?: readonly PlannedSignal[];
  /** The order of console lines is compared too: for scripts of one VU. */
  readonly ordered?: boolean;
  /** What stands on standard output is compared too, numbers masked. */
  readonly screen?: boolean;
  /** The log is left in its usual form and compared line by line, times masked. */
  readonly plainLog?: boolean;
  /** Counts may differ by this much: where k6 itself differs from run to run. */
  readonly slack?: number;
  /** Numbers of workers, when not all are of interest. */
  readonly workers?: readonly number[];
  /** Files that the run writes, compared as they are. */
  readonly writes?: readonly string[];
}

export interface PlannedSignal {
  readonly signal: NodeJS.Signals;
  /** Sent when the output matches … */
  readonly when: RegExp;
  /** … and this has passed. */
  readonly afterMs?: number;
}

/** Gives cases the name of their family. */
export function family(name: string, cases: readonly Case[]): readonly Case[] {
  return cases.map((one) => ({ ...one, name: `${name}/${one.name}` }));
}

/** All combinations of one value of each column, as objects. */
export function grid<Row extends Record<string, unknown>>(
  columns: {
    readonly [Key in keyof Row]: readonly Row[Key][];
  },
): Row[] {
  return (Object.keys(columns) as (keyof Row)[]).reduce<Row[]>(
    (rows, key) => rows.flatMap((row) => columns[key].map((value) => ({ ...row, [key]: value }))),
    [{} as Row],
  );
}

/** `vus:2,iterations:4`: a row as part of a case's name. */
export function label(row: Readonly<Record<string, unknown>>): string {
  return Object.entries(row)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}
