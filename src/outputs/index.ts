import { errors } from '../base/errors/index.js';
import { csv } from './csv.js';
import { json } from './json.js';
import type { MakeOutput, Output, OutputHost } from './types.js';

/** Every output there is. */
export const outputTable = { csv, json } satisfies Record<string, MakeOutput>;

/** Outputs that k6 once had or has and that are not here, and what to do instead. */
const ABSENT: ReadonlyMap<string, string> = new Map([
  ['statsd', 'k6 removed it as well; write --out json and feed it to a collector'],
  ['datadog', 'k6 removed it as well; write --out json and feed it to a collector'],
  ['kafka', 'k6 removed it as well; write --out json and feed it to a producer'],
  ['cloud', 'results stay on this machine; --out json=FILE keeps every sample'],
]);

/** The outputs of `--out name=argument`, in that order; nothing is opened yet. */
export function makeOutputs(specs: readonly string[], host: OutputHost): readonly Output[] {
  return specs.map((spec) => {
    const { name, argument } = partsOf(spec);
    if (!Object.hasOwn(outputTable, name)) {
      throw errors.unknownOutput(name, Object.keys(outputTable), ABSENT.get(name));
    }
    return outputTable[name as keyof typeof outputTable](argument, host);
  });
}

function partsOf(spec: string): { name: string; argument: string } {
  const at = spec.indexOf('=');
  return at === -1 ? { name: spec, argument: '' } : { name: spec.slice(0, at), argument: spec.slice(at + 1) };
}
