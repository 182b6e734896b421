import { LAYER_TITLES, Layer, type LayerName, type Setting } from './layer.js';
import type { AnyRow } from './row.js';
import { anyRows, type OptionKey } from './table.js';
import { FEATURES } from './values/features.js';

/** A layer that says one of these says all of them: the lower layers' are forgotten. `vus` is not one, as in k6. */
export const WORKLOAD_KEYS = ['duration', 'iterations', 'stages', 'scenarios'] as const satisfies readonly OptionKey[];

/** k6's experimental feature that adds tags up instead of replacing them. */
const MERGE_RUN_TAGS: (typeof FEATURES)[number] = 'merge-run-tags';

/** All layers, lowest first, as one; each value still knows where it came from. */
export function merge(layers: readonly Layer[], warnings: string[]): Layer {
  const merged = new Layer();
  const features = layers.reduce<readonly string[]>((last, layer) => layer.get('features')?.value ?? last, []);
  for (const layer of layers) {
    forgetLowerWorkload(merged, layer, warnings);
    for (const [key, setting] of layer.entries()) merged.setAny(key, joined(key, merged.get(key), setting, features));
  }
  nameFeatures(merged, layers);
  return merged;
}

/** As in k6, the samples of a test tell the experiments that it takes part in. A script cannot choose any. */
function nameFeatures(merged: Layer, layers: readonly Layer[]): void {
  const chosen = layers.map((layer) => layer.get('features')).filter((setting) => setting?.layer !== 'script');
  const setting = chosen.findLast((one) => one !== undefined);
  const known = FEATURES.filter((feature) => setting?.value.includes(feature));
  if (setting === undefined || known.length === 0) return;
  const names = known.map((feature) => [`k6_feature_${feature.replaceAll('-', '_')}`, 'true']);
  const tags = merged.get('tags');
  merged.setAny('tags', { ...(tags ?? setting), value: { ...tags?.value, ...Object.fromEntries(names) } });
}

function joined(key: OptionKey, lower: Setting | undefined, higher: Setting, features: readonly string[]): Setting {
  const row: AnyRow = anyRows[key]!;
  const join = key === 'tags' && features.includes(MERGE_RUN_TAGS) ? spread : row.join;
  return lower && join ? { ...higher, value: join(lower.value, higher.value) } : higher;
}

const spread = (lower: unknown, higher: unknown): unknown => ({ ...(lower as object), ...(higher as object) });

function forgetLowerWorkload(merged: Layer, layer: Layer, warnings: string[]): void {
  const first = WORKLOAD_KEYS.map((key) => layer.get(key)).find((setting) => setting !== undefined);
  if (first === undefined) return;
  if (isOuter(first.layer) && hasScenarios(merged))
    warnings.push(`${LAYER_TITLES[first.layer]}: ${first.path} overrode scenarios configuration entirely`);
  for (const key of WORKLOAD_KEYS) merged.delete(key);
}

/** Whether any named workload is there. */
export function hasScenarios(layer: Layer): boolean {
  return Object.keys(layer.get('scenarios')?.value ?? {}).length > 0;
}

const isOuter = (name: LayerName): boolean => name === 'env' || name === 'flags';
