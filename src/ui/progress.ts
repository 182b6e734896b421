import { digits, fixedTime, padded } from '../base/clock-text.js';
import type { Progress, ScenarioState } from '../executors/progress.js';
import type { Palette } from '../report/text/palette.js';
import { displayWidth, padTo, withoutColors } from '../report/text/width.js';
import { renderBar } from './bar.js';
import { wordingOf } from './wording.js';

/** Everything that the display shows; made anew for each drawing. */
export interface ProgressState {
  readonly phase: 'initializing' | 'setup' | 'warmUp' | 'preconnect' | 'running' | 'stopping' | 'teardown' | 'ended';
  /** Since the run's start, set-up included; of the warm-up while that lasts. */
  readonly elapsedMs: number;
  /** Of the scenarios, with graceful stop: decides how wide times are. */
  readonly maxDurationMs: number;
  readonly activeVus: number;
  readonly initializedVus: number;
  /** The most VUs that can exist at once. */
  readonly maxVus: number;
  readonly completed: number;
  readonly interrupted: number;
  /** In the order of `inOrderOfStart`. */
  readonly scenarios: readonly ScenarioState[];
}

/** Where the lines go: a terminal of a width, or something that keeps them. */
export interface ProgressSpace {
  /** Undefined without a terminal. */
  readonly columns: number | undefined;
  /** Most lines; what is over is summed up in the last one. */
  readonly rows: number | undefined;
}

/** The lines that show a run at one moment. */
export function renderProgress(state: ProgressState, { columns, rows }: ProgressSpace, palette: Palette): string[] {
  if (state.phase === 'initializing') return [initLine(state, columns, palette)];
  const lines = [statusLine(state), ...phaseLines(state, columns, palette)];
  const shown = rows === undefined || lines.length <= rows ? lines : shortened(lines, rows);
  return columns === undefined ? shown : shown.map((line) => cut(line, columns));
}

const WORDS: { readonly [Phase in ProgressState['phase']]?: string } = {
  warmUp: 'warming up',
  preconnect: 'connecting',
  stopping: 'stopping',
};

function statusLine({ phase, ...state }: ProgressState): string {
  const vus = (count: number): string => padded(count, digits(state.maxVus));
  const time = fixedTime(state.elapsedMs, state.maxDurationMs);
  return (
    `${WORDS[phase] ?? 'running'} (${time}), ${vus(state.activeVus)}/${vus(state.initializedVus)} VUs, ` +
    `${state.completed} complete and ${state.interrupted} interrupted iterations`
  );
}

function initLine({ initializedVus, maxVus }: ProgressState, columns: number | undefined, palette: Palette): string {
  const text = ` ${padded(initializedVus, digits(maxVus))}/${maxVus} VUs initialized`;
  const fraction = maxVus === 0 ? 1 : initializedVus / maxVus;
  return `init ${renderBar(fraction, columns && columns - text.length - 'init '.length, palette)}${text}`;
}

function phaseLines(state: ProgressState, columns: number | undefined, palette: Palette): string[] {
  if (state.phase === 'setup') return ['setup()'];
  if (state.phase === 'warmUp' || state.phase === 'preconnect') return ['nothing is counted yet'];
  const lines = scenarioLines(state.scenarios, columns, palette);
  return state.phase === 'teardown' ? [...lines, 'teardown()'] : lines;
}

const MARKS: { readonly [State in ScenarioState['state']]: string } = {
  waiting: '•',
  running: ' ',
  stopping: '↓',
  done: '✓',
  interrupted: '✗',
};

/** As k6 has it, so that lines of short names are the same. */
const LEAST_NAME_COLUMNS = 3;

function scenarioLines(scenarios: readonly ScenarioState[], columns: number | undefined, palette: Palette): string[] {
  const wordings = scenarios.map(wordingOf);
  const widths = columnWidths(wordings);
  const nameWidth = Math.max(LEAST_NAME_COLUMNS, ...scenarios.map(({ config }) => displayWidth(config.name)));
  const rights = wordings.map((wording) =>
    wording.columns.map((text, at) => ` ${padTo(text, (widths[at] ?? 0) + 1)}`).join(''),
  );
  // All bars of a terminal are as long as the longest text beside them allows.
  const rightWidth = Math.max(0, ...rights.map((right) => displayWidth(right.trimEnd())));
  const barSpace = columns && columns - nameWidth - rightWidth - ' ✓ '.length;
  return scenarios.map(({ config, state }, at) => {
    const mark = state === 'interrupted' ? palette.bad(MARKS[state]) : palette.good(MARKS[state]);
    const bar = renderBar(wordings[at]!.fraction, barSpace, palette);
    return `${padTo(config.name, nameWidth)} ${mark} ${bar}${rights[at]!}`;
  });
}

/** A line's last column is not padded: nothing stands after it that could be aligned. */
function columnWidths(wordings: readonly Progress[]): number[] {
  const widths: number[] = [];
  for (const { columns } of wordings) {
    columns.slice(0, -1).forEach((text, at) => void (widths[at] = Math.max(widths[at] ?? 0, displayWidth(text))));
  }
  return widths;
}

function shortened(lines: readonly string[], rows: number): string[] {
  const kept = Math.max(1, rows - 1);
  return [...lines.slice(0, kept), `… and ${lines.length - kept} lines more`].slice(0, Math.max(1, rows));
}

/** A line that a terminal would wrap breaks the drawing in place; colours are dropped with what is cut off. */
function cut(line: string, columns: number): string {
  if (displayWidth(line) <= columns) return line;
  let text = '';
  for (const letter of withoutColors(line)) {
    if (displayWidth(text + letter) > columns) break;
    text += letter;
  }
  return text;
}
