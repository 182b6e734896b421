import { nsFromMs } from '../base/duration.js';
import { isRecord } from '../base/is-record.js';
import { show } from '../base/problems.js';
import { field, msField, type ValuesOf } from '../schema/field.js';
import { all } from '../schema/lists.js';
import { objectToJson, readObject } from '../schema/object.js';
import { durationFrom, type Limits, wholeWithin } from '../schema/scalars.js';
import type { Spot } from '../schema/spot.js';
import type { JsonType } from '../schema/value-type.js';

const stageFields = (targets: Limits) => ({
  duration: msField({ type: durationFrom(0), help: 'how long the way to the target takes' }),
  target: field({ type: wholeWithin(targets), help: 'what the curve is at after it' }),
});
type StageFields = ReturnType<typeof stageFields>;

/** A piece of a curve: a straight line from where the one before it has ended. */
export type RampStage = ValuesOf<StageFields>;

/** The stages of a curve whose targets have limits. */
export function stageList(targets: Limits): JsonType<readonly RampStage[]> {
  const fields = stageFields(targets);
  return {
    placeholder: '[{ duration, target }]',
    toJson: (stages) => stages.map((stage) => objectToJson(stage, fields)),
    fromJson: (value, spot) => {
      if (!Array.isArray(value)) return spot.problem(`must be a list of { duration, target }, got ${show(value)}`);
      if (value.length === 0) return spot.problem('needs at least one stage');
      return all(value, (stage, index) => readStage(stage, fields, spot.at(index)));
    },
  };
}

function readStage(value: unknown, fields: StageFields, spot: Spot): RampStage | undefined {
  if (isRecord(value)) return readObject(value, fields, spot);
  return spot.problem(`must be { duration, target }, got ${show(value)}`);
}

export const stagesEndMs = (stages: readonly RampStage[]): number =>
  stages.reduce((sumNs, { durationMs }) => sumNs + nsFromMs(durationMs), 0) / 1e6;

/** The curve up to `endMs`; where that is inside a stage, the stage ends at the height that it has reached. */
export function cutStages(start: number, stages: readonly RampStage[], endMs: number): readonly RampStage[] {
  if (stagesEndMs(stages) <= endMs) return stages;
  const cut: RampStage[] = [];
  let [from, leftMs] = [start, endMs];
  for (const { durationMs, target } of stages) {
    if (leftMs === 0) break;
    if (durationMs > leftMs) {
      const reached = Math.round(from + ((target - from) * leftMs) / durationMs);
      return [...cut, { durationMs: leftMs, target: reached }];
    }
    cut.push({ durationMs, target });
    from = target;
    leftMs -= durationMs;
  }
  return cut;
}
