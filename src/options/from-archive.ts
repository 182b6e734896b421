import type { Host } from '../base/host.js';
import { isRecord } from '../base/is-record.js';
import { Findings, Spot } from '../schema/spot.js';
import type { ArchiveMetadata } from '../script/archive/metadata.js';
import { fromObject } from './from-object.js';
import { Layer } from './layer.js';
import { loadSettings } from './load-settings.js';
import { merge } from './merge.js';
import type { OuterSources } from './outer-sources.js';
import { anyRows, type OptionKey } from './table.js';
import { SHOWN } from './to-json.js';

/** Depend on the machine that runs a test, not on the test. */
const OF_A_MACHINE: readonly OptionKey[] = ['workers', 'workerHeapMb', 'watchPid'];

/** Options that only Salvo knows and that belong to the test: an archive keeps them beside k6's. */
const OWN = Object.entries(anyRows)
  .filter(([, row]) => row.group === 'generator')
  .map(([key]) => key as OptionKey)
  .filter((key) => !SHOWN.includes(key) && !OF_A_MACHINE.includes(key));

/** Those of them that are set, by whomever. */
export function ownOptionsToArchive({ layers }: OuterSources): Readonly<Record<string, unknown>> {
  const { defaults, file, archive = new Layer(), env, flags } = layers;
  const settings = merge([defaults, file, archive, env, flags], []);
  return Object.fromEntries(
    OWN.flatMap((key) => {
      const setting = settings.get(key);
      return setting === undefined ? [] : [[key, anyRows[key]!.type.toJson(setting.value)]];
    }),
  );
}

/** The sources of a run of an archive: the archive's variables are the lowest, its options stand for the script's. */
export function withArchive(outer: OuterSources, metadata: ArchiveMetadata, variables: Host['env']): OuterSources {
  const findings = new Findings();
  const archive = ownLayer(metadata, findings);
  const { defaults, file, env, flags } = outer.layers;
  const settings = loadSettings(merge([defaults, file, archive, env, flags], []), variables);
  return {
    ...outer,
    ...settings,
    scriptEnv: { ...metadata.env, ...outer.scriptEnv },
    layers: { ...outer.layers, archive },
    archived: metadata.options,
    problems: [...outer.problems, ...findings.problems.list],
    warnings: [...outer.warnings, ...findings.warnings],
  };
}

/** What the archive says of k6's options, and what the script says of others. */
export function fromArchive(archived: Readonly<Record<string, unknown>>, script: Layer, findings: Findings): Layer {
  // What nobody has set is null there, of this one part by part.
  const { dns, ...rest } = archived;
  const given = isRecord(dns) && Object.values(dns).every((part) => part === null) ? rest : archived;
  const kept = fromObject(given, { layer: 'script', prefix: '', ignored: ['features'] }, findings);
  for (const [key, setting] of script.entries()) if (!SHOWN.includes(key)) kept.setAny(key, setting);
  return kept;
}

/** Unlike a file or a script, an archive also keeps what only flags can say. */
function ownLayer({ salvo, compatibilityMode }: ArchiveMetadata, findings: Findings): Layer {
  const layer = new Layer();
  for (const [key, given] of Object.entries({ compatibilityMode, ...salvo.options })) {
    const path = `archive: ${key}`;
    if (key !== 'compatibilityMode' && !OWN.includes(key as OptionKey)) {
      findings.warnings.push(`${path} is an option that this version does not know`);
      continue;
    }
    const value = anyRows[key]!.type.fromJson(given, new Spot(path, findings));
    if (value !== undefined) layer.setAny(key as OptionKey, { value, path, layer: 'file' });
  }
  return layer;
}
