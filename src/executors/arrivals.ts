import { Share } from '../shard/share.js';
import type { ScenarioContext } from './context.js';
import type { Timetable } from './timetable.js';

/** A worker's own part of the common timetable: when its n-th own iteration is due. */
export function arrivals(
  { needs: { iterations, slots }, shard, offset }: Pick<ScenarioContext, 'needs' | 'shard' | 'offset'>,
  due: Timetable,
): Timetable {
  const share = new Share(shard, offset);
  if (share.count(slots) === 0) return () => undefined;
  return (own) => due(iterations.globalIndex(share.iteration(own, slots)));
}
