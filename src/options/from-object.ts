import { isRecord } from '../base/is-record.js';
import { nearest } from '../base/nearest.js';
import { show } from '../base/problems.js';
import { membersOf } from '../schema/object.js';
import { type Findings, Spot } from '../schema/spot.js';
import { Layer, type LayerName } from './layer.js';
import type { FileSource } from './row.js';
import { anyRows, type OptionKey } from './table.js';

interface ObjectSource {
  readonly layer: Extract<LayerName, FileSource>;
  /** What goes before a key in messages. */
  readonly prefix: string;
  /** Keys that are somebody else's. */
  readonly ignored?: readonly string[];
}

/** An object with option names for keys, from a script or a file, as a source. `null` means not set. */
export function fromObject(
  raw: unknown,
  { layer: name, prefix, ignored = [] }: ObjectSource,
  findings: Findings,
): Layer {
  const layer = new Layer();
  if (!isRecord(raw)) {
    findings.problems.add(prefix === '' ? 'options' : prefix.replace(/: $/, ''), `must be an object, got ${show(raw)}`);
    return layer;
  }
  const keys = keysOf(name);
  const unknown: string[] = [];
  const members = membersOf(raw, keys, (written) => {
    if (!ignored.includes(written)) unknown.push(written);
  });
  for (const [key, { written, value: given }] of members) {
    if (given === null) continue;
    const path = prefix + written;
    const value = anyRows[key]!.type.fromJson(given, new Spot(path, findings));
    if (value !== undefined) layer.setAny(key as OptionKey, { value, path, layer: name });
  }
  if (unknown.length > 0) findings.warnings.push(unknownFields(unknown, keys, name));
  return layer;
}

const keysOf = (source: FileSource): string[] =>
  Object.entries(anyRows)
    .filter(([, row]) => (row.in ?? ['file', 'script']).includes(source))
    .map(([key]) => key);

function unknownFields(names: readonly string[], known: readonly string[], source: LayerName): string {
  const described = names.map((name) => {
    const meant = nearest(name, known);
    return meant === undefined ? name : `${name} (did you mean ${meant}?)`;
  });
  const where = source === 'script' ? "the script's options" : 'the configuration file';
  return `There were unknown fields in ${where}, which have no effect: ${described.join(', ')}`;
}
