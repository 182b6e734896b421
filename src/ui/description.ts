import { formatDuration } from '../base/duration.js';
import type { ScenarioConfig } from '../executors/config.js';
import { describeScenario } from '../executors/describe.js';
import { needsOf } from '../executors/index.js';
import type { Palette } from '../report/text/palette.js';
import type { Segment } from '../shard/segment.js';

/** What is told of a run before it begins. */
export interface RunDescription {
  readonly version: string;
  /** As the user wrote it; `-` for stdin. */
  readonly script: string;
  /** A description of each output; none is shown as `-`. */
  readonly outputs: readonly string[];
  readonly scenarios: readonly ScenarioConfig[];
  readonly segment: Segment;
  readonly maxVus: number;
  /** To the end of the last graceful stop. */
  readonly maxDurationMs: number;
}

/** The banner and the description of the run, with an empty line before, between and after. */
export function renderDescription(run: RunDescription, palette: Palette): string[] {
  return [
    '',
    ...bannerLines(run.version, palette),
    '',
    ...factLines(run, palette),
    '',
    ...scenarioLines(run, palette),
    '',
  ];
}

/** Shots of one salvo on their way. */
function bannerLines(version: string, palette: Palette): string[] {
  return [
    `        ${palette.faint('╺━━━━')}${palette.value('●')}`,
    `   ${palette.faint('╺━━━━━━━━')}${palette.value('●')}     ${palette.title('salvo')} ${palette.faint(version)}`,
    `        ${palette.faint('╺━━━━')}${palette.value('●')}`,
  ];
}

const LABEL_COLUMNS = 14;
const label = (name: string): string => `${name.padStart(LABEL_COLUMNS)}: `;

function factLines({ script, outputs }: RunDescription, palette: Palette): string[] {
  return [
    `${label('execution')}${palette.value('local')}`,
    `${label('script')}${palette.value(script)}`,
    `${label('output')}${palette.value(outputs.length === 0 ? '-' : outputs.join(', '))}`,
  ];
}

function scenarioLines({ scenarios, segment, maxVus, maxDurationMs }: RunDescription, palette: Palette): string[] {
  const share = `${(segment.fraction * 100).toFixed(2)}%`;
  const count = `${scenarios.length} scenario${scenarios.length === 1 ? '' : 's'}`;
  const duration = `${formatDuration(maxDurationMs)} max duration (incl. graceful stop):`;
  return [
    `${label('scenarios')}${palette.value(`(${share})`)} ${count}, ${maxVus} max VUs, ${duration}`,
    ...inOrderOfStart(scenarios).map(
      (config) => `${' '.repeat(LABEL_COLUMNS)}* ${config.name}: ${describeScenario(config, needsOf(config, segment))}`,
    ),
  ];
}

/** By start, then by name: the order in which scenarios are listed before and during a run. */
export const inOrderOfStart = (scenarios: readonly ScenarioConfig[]): ScenarioConfig[] =>
  [...scenarios].sort((a, b) => a.startTimeMs - b.startTimeMs || (a.name < b.name ? -1 : 1));
