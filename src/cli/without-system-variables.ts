import { Layer } from '../options/layer.js';

/** What a script says, and what is packed of it, should not depend on who asks; k6 has the same default. */
export function withoutSystemVariables(): Layer {
  const layer = new Layer();
  layer.set('includeSystemEnvVars', { value: false, path: 'includeSystemEnvVars', layer: 'defaults' });
  return layer;
}
