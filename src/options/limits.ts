import { Problems } from '../base/problems.js';
import { divide } from '../shard/segment-text.js';
import type { Layer } from './layer.js';
import { anyRows, type OptionKey } from './table.js';

/** Complains about values that have the right type and are still wrong, each at the place that set it. */
export function checkLimits(settings: Layer, problems: Problems): void {
  for (const [key, { value, path }] of settings.entries()) {
    const message = anyRows[key]!.check?.(value);
    if (message !== undefined) problems.add(path, message);
  }
  checkSegment(settings, problems);
}

/** The segment and its sequence make sense only together. */
function checkSegment(settings: Layer, problems: Problems): void {
  const own = new Problems();
  const [segment, sequence] = [settings.get('executionSegment'), settings.get('executionSegmentSequence')];
  divide(segment?.value ?? '', sequence?.value ?? '', own);
  for (const { path, message } of own.list) problems.add(settings.get(path as OptionKey)?.path ?? path, message);
}
