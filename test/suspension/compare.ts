// One program, plain and compiled: what each wrote into its log.
import { compileText, forgetPromises, type Level, nameOf, runCompiled } from './adapter.js';
import { echoNatives } from './natives.js';
import { loadPlain, type PlainRun, runPlain } from './plain.js';

export interface Expected {
  readonly ended: string;
  readonly lines: readonly string[];
}

export interface Difference {
  readonly level: string;
  /** `log`: it did something else. `refused`: a call could not wait. `not compiled`, `hangs`: as they say. */
  readonly kind: 'log' | 'refused' | 'not compiled' | 'hangs' | 'crash';
  readonly detail: string;
}

/**
 * Undefined: the program says nothing, because plain Node does not run it to its end, or not twice in the same way.
 * (V8 calls a getter twice in the first run of some object patterns with a rest.)
 */
export async function expectedOf(text: string): Promise<Expected | undefined> {
  forgetPromises();
  let script: ReturnType<typeof loadPlain>;
  try {
    script = loadPlain(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const first = await plainlyOnce(script);
  const second = first && (await plainlyOnce(script));
  return JSON.stringify(first) === JSON.stringify(second) ? second : undefined;
}

async function plainlyOnce(script: ReturnType<typeof loadPlain>): Promise<Expected | undefined> {
  const [run] = (await runPlain(script, { natives: echoNatives, show: copied })) as [PlainRun];
  if (run.unhandled.length > 0) return undefined;
  return { ended: endOf(run), lines: linesOf(run) };
}

export async function differenceIn(
  text: string,
  expected: Expected,
  { level, vus, seed }: { level: Level; vus: number; seed: number },
): Promise<Difference | undefined> {
  const found = (kind: Difference['kind'], detail: string): Difference => ({ level: nameOf(level), kind, detail });
  let runs: Awaited<ReturnType<typeof runCompiled>>;
  try {
    const script = await compileText(text, level);
    runs = await runCompiled(script, { natives: echoNatives, vus, seed, show: copied, instant: level === 'none' });
  } catch (error) {
    const isSyntax = (error as Error)?.name === 'SyntaxError';
    return found(isSyntax ? 'not compiled' : 'crash', String(isSyntax ? error : ((error as Error)?.stack ?? error)));
  }
  for (const run of runs) {
    if (run.refused.length > 0) return found('refused', run.refused[0]!.message);
    if (run.kind === 'hangs') return found('hangs', '');
    const ended = endOf(run);
    const lines = linesOf(run);
    const at = firstDifference(expected.lines, lines);
    if (at !== undefined) return found('log', `line ${at}: expected ${expected.lines[at]}, found ${lines[at]}`);
    if (ended !== expected.ended) return found('log', `expected ${expected.ended}, found ${ended}`);
  }
  return undefined;
}

/** The program returns its log; it is taken when nothing of the program runs any more. */
const copied = (value: unknown): unknown => (Array.isArray(value) ? [...value] : value);

const endOf = ({ kind, value }: { kind: string; value: unknown }): string =>
  kind === 'threw' ? `threw ${(value as Error)?.name}` : kind;

const linesOf = ({ value, log }: { value: unknown; log: readonly string[] }): string[] => [
  ...(Array.isArray(value) ? (value as string[]) : []),
  ...log,
];

function firstDifference(expected: readonly string[], found: readonly string[]): number | undefined {
  for (let i = 0; i < Math.max(expected.length, found.length); i++) if (expected[i] !== found[i]) return i;
  return undefined;
}
