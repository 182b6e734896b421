import type { Host } from '../base/host.js';
import type { OuterSources } from '../options/outer-sources.js';

/** `declared`: the options as given. `requirements`: with derived scenarios, total duration and most VUs. */
export type InspectForm = 'declared' | 'requirements';

/** Loads the script and says what it asks for. */
export async function inspectScript(
  file: string,
  _outer: OuterSources,
  _host: Host,
  _form: InspectForm,
): Promise<Readonly<Record<string, unknown>>> {
  throw new Error(`the engine is not connected yet: ${file}`);
}
