import { fixedTime } from '../base/clock-text.js';
import { formatDuration } from '../base/duration.js';
import { field, msField } from '../schema/field.js';
import { durationFrom } from '../schema/scalars.js';
import { Share } from '../shard/share.js';
import { type ConfigOf, vuCount, vusFrom } from './config.js';
import type { ScenarioContext } from './context.js';
import type { Executor } from './executor.js';
import { scenarioNeeds } from './needs.js';
import { activeOf, timeFraction, timeOf } from './progress.js';
import { peakOf, rampSteps, spansOf } from './ramp.js';
import { RampedVu } from './ramped-vu.js';
import { cutStages, stageList, stagesEndMs } from './stages.js';
import { begun } from './stopping.js';
import { Turns } from './turns.js';

const fields = {
  startVUs: field({ type: vuCount(0), fallback: 1, help: 'VUs at the beginning' }),
  stages: field({ type: stageList(vusFrom(0)), help: 'the curve of VUs: each stage leads to its target' }),
  gracefulRampDown: msField({
    type: durationFrom(0),
    fallback: 30_000,
    help: 'how long an iteration may go on whose VU the curve takes away',
  }),
};
type Config = ConfigOf<typeof fields>;

export const rampingVus: Executor<Config> = {
  name: 'ramping-vus',
  help: 'VUs come and go along a curve',
  fields,
  check: ({ startVUs, stages }, spot) => {
    if (startVUs > 0 || stages.some(({ target }) => target > 0)) return;
    spot.at('stages').problem('startVUs or the target of some stage must be above 0');
  },
  needs: (config, segment) => {
    const slots = segment.scale(peakOf(config));
    return scenarioNeeds(config, segment, {
      regularMs: stagesEndMs(config.stages),
      slots,
      steps: () => rampSteps(config, segment, slots),
    });
  },
  describe: ({ stages, gracefulRampDownMs }, { slots, regularMs }) => ({
    work: `Up to ${slots} looping VUs for ${formatDuration(regularMs)} over ${stages.length} stages`,
    facts: [`gracefulRampDown: ${formatDuration(gracefulRampDownMs)}`],
  }),
  warmUp: (config, lengthMs) => ({ ...config, stages: cutStages(config.startVUs, config.stages, lengthMs) }),
  run,
  progress: (scenario) => {
    const { regularMs, slots } = scenario.needs;
    return {
      fraction: timeFraction(scenario),
      columns: [activeOf(scenario, slots), timeOf(scenario, fixedTime(regularMs, regularMs))],
    };
  },
};

/** Each worker lets its own slots work in the spans that the whole curve gives them. */
async function run(context: ScenarioContext<Config>): Promise<void> {
  const slots = new Share(context.shard, context.offset).slots(context.needs.slots);
  if (slots.length === 0 || !(await begun(context))) return;
  const turns = new Turns();
  const ramped = new Set<RampedVu>();
  const abort = (): void => {
    for (const vu of ramped) vu.abort();
  };
  context.signal.addEventListener('abort', abort, { once: true });
  await new Promise<void>((resolve) => {
    const finished = (vu: RampedVu): void => {
      if (ramped.delete(vu) && ramped.size === 0) resolve();
    };
    for (const slot of slots) {
      // Nothing can start in a span without length, as the last instant of a ramp up is; no VU is held for it.
      const spans = spansOf(context.config, context.segment.globalIndex(slot)).filter(
        ({ fromMs, toMs }) => fromMs < toMs,
      );
      ramped.add(new RampedVu({ context, slot, spans, turns, finished }));
    }
    for (const vu of ramped) vu.begin();
  });
  context.signal.removeEventListener('abort', abort);
}
