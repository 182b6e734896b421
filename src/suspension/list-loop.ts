import { isPlainList } from './lists.js';
import { replays } from './replay.js';

/** The `forEach` of each realm, as the language made it. */
const loops = new WeakSet<object>();

export const noteLoop = (forEach: object): void => void loops.add(forEach);

/** Emitted code loops by itself over what would be looped over by the builtin. */
export function isList(list: unknown): boolean {
  if (!Array.isArray(list) || (replays.possible && !isPlainList(list))) return false;
  const { forEach } = list;
  return typeof forEach === 'function' && loops.has(forEach);
}
