import { formatDuration, parseDuration, parseGoDuration } from '../../base/duration.js';
import { isRecord } from '../../base/is-record.js';
import { show } from '../../base/problems.js';
import { all, splitCommas } from '../../schema/lists.js';
import { membersOf } from '../../schema/object.js';
import type { Spot } from '../../schema/spot.js';
import type { ValueType } from '../../schema/value-type.js';

/** A stage as JSON has it; the executor that runs it checks what it holds. */
export type RawStage = unknown;

/** `--stage 10s:5`, repeatable or with commas; a list of { duration, target } in JSON. Empty means none, on purpose. */
export const rawStages: ValueType<readonly RawStage[]> = {
  placeholder: '<duration:target>',
  fromFlag: (texts, spot) => all(texts.flatMap(splitCommas), (text) => readTimed(text, spot)),
  fromEnv: (text, spot) => all(splitCommas(text), (entry) => readStage(entry, spot)),
  fromJson: (value, spot) =>
    Array.isArray(value) ? value : spot.problem(`must be a list of { duration, target }, got ${show(value)}`),
  toJson: (stages) => stages.map(stageToJson),
};

/** On the command line a stage says how long it takes. */
const readTimed = (text: string, spot: Spot): RawStage | undefined =>
  text.startsWith(':') ? spot.problem(`${show(text)} has no duration; write 30s:10`) : readStage(text, spot);

function readStage(text: string, spot: Spot): RawStage | undefined {
  const [duration = '', target = '', ...rest] = text.split(':');
  // In text a duration needs its unit, as k6's flag does: `1000:20` could be meant in seconds.
  const timed = duration === '' || parseGoDuration(duration) !== undefined || /^\d+d/.test(duration);
  const good = timed && parseDuration(duration || '0') !== undefined && /^(\d+)?$/.test(target);
  if (!good || rest.length > 0) return spot.problem(`must be duration:target such as 30s:10, got ${show(text)}`);
  return { ...(duration === '' ? {} : { duration }), ...(target === '' ? {} : { target: Number(target) }) };
}

function stageToJson(stage: RawStage): unknown {
  if (!isRecord(stage)) return stage;
  const members = membersOf(stage, ['duration', 'target'], () => {});
  const ms = parseDuration(members.get('duration')?.value);
  const target = members.get('target')?.value;
  return {
    duration: ms === undefined ? null : formatDuration(ms),
    target: (typeof target === 'string' ? Number(target) : target) ?? null,
  };
}
