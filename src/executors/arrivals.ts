import { Share } from '../shard/share.js';
import { iterationSegment, slotCount } from './needs.js';
import { type ArrivalRateConfig, type Timetable, timetable } from './timetable.js';
import type { ScenarioStage } from './types.js';

/** A worker's own part of the common timetable: when its n-th own iteration is due. */
export function arrivals(
  stage: Pick<ScenarioStage<ArrivalRateConfig>, 'config' | 'segment' | 'shard' | 'offset'>,
): Timetable {
  const due = timetable(stage.config);
  const iterations = iterationSegment(stage.config, stage.segment);
  const share = new Share(stage.shard, stage.offset);
  const slots = slotCount(stage.config, stage.segment);
  if (share.count(slots) === 0) return () => undefined;
  return (own) => due(iterations.globalIndex(share.iteration(own, slots)));
}
