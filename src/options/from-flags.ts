import { errors } from '../base/errors/index.js';
import { nearest } from '../base/nearest.js';
import type { Problems } from '../base/problems.js';
import { Findings, Spot } from '../schema/spot.js';
import { knownFlags, type ReadFlags, readFlags } from './flag-reader.js';
import { Layer } from './layer.js';
import { removedFlags } from './removed-flags.js';
import type { Rows } from './row.js';
import type { OptionKey } from './table.js';

export interface FlagSource {
  readonly layer: Layer;
  /** Values of the rows that are a command's own. */
  readonly own: ReadonlyMap<string, unknown>;
  readonly positional: readonly string[];
  readonly warnings: readonly string[];
}

/** The command line as a source. Every flag that is unknown or has a wrong value is in the one error that is thrown. */
export function fromFlags(argv: readonly string[], rows: Rows, ownRows: Rows = {}): FlagSource {
  const all = { ...rows, ...ownRows };
  const read = readFlags(argv, all);
  const findings = new Findings();
  const layer = new Layer();
  const own = new Map<string, unknown>();
  for (const [key, { texts, spelled }] of read.given) {
    const value = all[key]!.type.fromFlag(texts, new Spot(spelled, findings));
    if (value === undefined) continue;
    if (key in ownRows) own.set(key, value);
    else layer.setAny(key as OptionKey, { value, path: spelled, layer: 'flags' });
  }
  complain(read, findings.problems, all);
  return { layer, own, positional: read.positional, warnings: findings.warnings };
}

function complain({ unknown, incomplete }: ReadFlags, problems: Problems, rows: Rows): void {
  const known = knownFlags(rows);
  const hints = unknown.map((flag) => removedFlags[flag] ?? didYouMean(flag, known));
  if (unknown.length === 1 && incomplete.length === 0 && problems.none) throw errors.unknownFlag(unknown[0]!, hints[0]);
  for (const [index, flag] of unknown.entries())
    problems.add(flag, `unknown flag${hints[index] === undefined ? '' : `; ${hints[index]}`}`);
  for (const flag of incomplete) problems.add(flag, 'needs a value');
  if (!problems.none) throw errors.invalidFlags(problems);
}

/** Compared without dashes, or every flag would be a little near to every other. */
function didYouMean(flag: string, known: readonly string[]): string | undefined {
  const meant = flag.startsWith('--') ? nearest(flag.slice(2), known) : undefined;
  return meant === undefined ? undefined : `did you mean --${meant}?`;
}
