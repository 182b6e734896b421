import type { Host } from '../base/host.js';
import { type Findings, Spot } from '../schema/spot.js';
import { Layer } from './layer.js';
import { derivedEnv, envOf } from './names.js';
import { anyRows, type OptionKey } from './table.js';

/** The environment as a source. A variable that is set to nothing is not set, as in k6, but for one. */
export function fromEnv(env: Host['env'], findings: Findings): Layer {
  const layer = new Layer();
  for (const [key, row] of Object.entries(anyRows)) {
    const name = envOf(key, row);
    if (name === undefined) {
      warnOfUseless(derivedEnv(key), env, findings);
      continue;
    }
    const text = env[name];
    if (text === undefined || (text === '' && !row.type.emptyIsGiven)) continue;
    const value = row.type.fromEnv(text, new Spot(name, findings));
    if (value !== undefined) layer.setAny(key as OptionKey, { value, path: name, layer: 'env' });
  }
  return layer;
}

/** k6 passes over some variables in silence; a user who set one would wait for an effect. */
function warnOfUseless(name: string, env: Host['env'], findings: Findings): void {
  if (env[name]) findings.warnings.push(`${name} has no effect: this option cannot be set by a variable`);
}
