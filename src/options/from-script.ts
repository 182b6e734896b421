import { isRecord } from '../base/is-record.js';
import type { Findings } from '../schema/spot.js';
import { fromObject } from './from-object.js';
import { Layer } from './layer.js';

/** The script's exported `options` as a source, as they have come through JSON. */
export function fromScript(json: unknown, findings: Findings): Layer {
  if (json === undefined || json === null) return new Layer();
  if (isRecord(json) && json.features !== undefined && json.features !== null)
    findings.warnings.push('features has no effect in a script: use --features or K6_FEATURES');
  return fromObject(json, { layer: 'script', prefix: '', ignored: ['features'] }, findings);
}
