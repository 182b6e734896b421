import { isRecord } from '../base/is-record.js';
import type { Findings } from '../schema/spot.js';
import { fromObject } from './from-object.js';
import { Layer } from './layer.js';

/** The script's exported `options` as a source. They pass through JSON, as in k6: functions and undefined fall out. */
export function fromScript(exported: unknown, findings: Findings): Layer {
  if (exported === undefined || exported === null) return new Layer();
  const json = throughJson(exported, findings);
  if (json === undefined) return new Layer();
  if (isRecord(json) && json.features !== undefined && json.features !== null)
    findings.warnings.push('features has no effect in a script: use --features or K6_FEATURES');
  return fromObject(json, { layer: 'script', prefix: '', ignored: ['features'] }, findings);
}

function throughJson(exported: unknown, { problems }: Findings): unknown {
  try {
    return JSON.parse(JSON.stringify(exported) ?? 'null');
  } catch (error) {
    problems.add('options', `cannot be written as JSON: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
