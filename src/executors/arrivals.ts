import { Share } from '../shard/share.js';
import { iterationSegment, slotCount } from './needs.js';
import type { ScenarioContext } from './scenario.js';
import { type ArrivalRateConfig, type Timetable, timetable } from './timetable.js';

/** A worker's own part of the common timetable: when its n-th own iteration is due. */
export function arrivals(
  context: Pick<ScenarioContext<ArrivalRateConfig>, 'config' | 'segment' | 'shard' | 'offset'>,
): Timetable {
  const due = timetable(context.config);
  const iterations = iterationSegment(context.config, context.segment);
  const share = new Share(context.shard, context.offset);
  const slots = slotCount(context.config, context.segment);
  if (share.count(slots) === 0) return () => undefined;
  return (own) => due(iterations.globalIndex(share.iteration(own, slots)));
}
