// One file of the language suite, plain and compiled.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { compileText, forgetPromises, isRefusal, isUncaught, type Level, nameOf, runCompiled } from '../adapter.js';
import { echoNatives, type MakeNatives } from '../natives.js';
import { loadPlain, runPlain } from '../plain.js';
import { type FrontMatter, frontMatterOf } from './front-matter.js';
import { type Program, programOf } from './program.js';
import { reasonToSkip } from './selection.js';

export interface FileJob {
  readonly checkout: string;
  readonly path: string;
  readonly levels: readonly Level[];
}

/** Puts the builtins back as they were, if that is possible. */
export type Restore = () => { readonly changed: boolean; readonly whole: boolean };

export type Status = 'equal' | 'different' | 'refused' | 'skipped';

export interface FileResult {
  /** One for each level; of skipped files one. */
  readonly results: readonly { readonly level: string; readonly status: Status; readonly reason: string }[];
  readonly inserted: number;
  /** The process is no use for another file. */
  readonly restart: boolean;
}

/** How a test ended: `pass`, or the name of the error with what it says. */
interface Verdict {
  readonly name: string;
  readonly message: string;
}
const PASS: Verdict = { name: 'pass', message: '' };

/** Parts of the places that get a blocking call. A test may look at its own text, so less is tried when all fails. */
const SHARES = [0.6, 0.3, 0.1, 0];

const natives: MakeNatives = (log) => ({
  ...echoNatives(log),
  'k6/host': {
    $detach: { kind: 'plain', value: (buffer: ArrayBuffer) => structuredClone(buffer, { transfer: [buffer] }) },
  },
});

export async function runFile({ checkout, path, levels }: FileJob, restore: Restore): Promise<FileResult> {
  const text = readFileSync(join(checkout, 'test', path), 'utf8');
  const matter = frontMatterOf(text);
  const skip = (reason: string): FileResult => ({
    results: [{ level: '', status: 'skipped', reason }],
    inserted: 0,
    restart: false,
  });
  const reason = reasonToSkip(text, matter);
  if (reason !== undefined) return skip(reason);

  const file = { path, text, matter };
  forgetPromises();
  let program: Program | undefined;
  let expected: Ended | undefined;
  let verdict: Verdict = PASS;
  for (const share of SHARES) {
    try {
      program = programOf(checkout, file, share);
    } catch (error) {
      if (error instanceof SyntaxError) return skip('syntax acorn does not know');
      throw error;
    }
    expected = await plainly(program);
    verdict = verdictOf(expected, matter);
    if (verdict === PASS) break;
  }
  if (verdict !== PASS) return skip(`plain Node fails: ${verdict.name}`);

  const results: { level: string; status: Status; reason: string }[] = [];
  let whole = true;
  for (const level of levels) {
    // The second level needs the builtins as they were.
    if (!whole) {
      results.push({ level: nameOf(level), status: 'skipped', reason: 'builtins could not be put back' });
      continue;
    }
    const found = await compiled(program!, level);
    const after = restore();
    whole = after.whole;
    const { status, reason } = judged('name' in found ? found : verdictOf(excused(found, expected!), matter));
    results.push({
      level: nameOf(level),
      status,
      reason: after.changed && reason !== '' ? `[changes builtins] ${reason}` : reason,
    });
  }
  return { results, inserted: program!.inserted, restart: !whole };
}

function judged({ name, message }: Verdict): { status: Status; reason: string } {
  if (name === 'pass') return { status: 'equal', reason: '' };
  const status = name === 'refused' || name === 'not compiled' ? 'refused' : 'different';
  return { status, reason: `${name}: ${message}`.slice(0, 300) };
}

/** A rejection that nobody handles is nothing in a test of the suite, and ends an iteration of a VU. */
const excused = (found: Ended, expected: Ended): Ended =>
  expected.hasUnhandled && isUncaught(found.value) ? { ...expected, printed: found.printed } : found;

async function plainly({ text }: Program): Promise<Ended> {
  try {
    const runs = await runPlain(loadPlain(text), {
      natives,
      context: vm.createContext(),
      exports: ['default', 'printed'],
    });
    const [main, printed] = runs as [(typeof runs)[0], (typeof runs)[0]];
    const { kind, value, unhandled } = main;
    return { kind, value, printed: printed.value as string[], hasUnhandled: unhandled.length > 0 };
  } catch (error) {
    return { kind: 'threw', value: error, printed: [], hasUnhandled: false };
  }
}

/** The builtins may be changed when this is over. */
async function compiled({ text }: Program, level: Level): Promise<Ended | Verdict> {
  let script: Awaited<ReturnType<typeof compileText>>;
  try {
    script = await compileText(text, level);
  } catch (error) {
    return { name: 'not compiled', message: `${(error as Error).name} ${(error as Error).message}` };
  }
  try {
    const instant = level === 'none';
    const runs = await runCompiled(script, { natives, vus: 1, seed: 1, exports: ['default', 'printed'], instant });
    const main = runs[0]!;
    const { kind, value, refused } = main;
    if (refused.length > 0) return { name: 'refused', message: refused[0]!.message };
    if (kind === 'hangs' || kind === 'interrupted') return { name: kind, message: '' };
    return { kind, value, printed: (runs[1]?.value ?? []) as string[], hasUnhandled: false };
  } catch (error) {
    // Init code of the harness throws nothing, so this is about the emitted text.
    if ((error as Error)?.name === 'SyntaxError') return { name: 'not compiled', message: String(error) };
    return { kind: 'threw', value: error, printed: [], hasUnhandled: false };
  }
}

interface Ended {
  readonly kind: string;
  readonly value: unknown;
  readonly printed: readonly string[];
  readonly hasUnhandled: boolean;
}

function verdictOf({ kind, value, printed }: Ended, { flags, negative }: FrontMatter): Verdict {
  if (kind === 'threw' && isRefusal(value)) return { name: 'refused', message: (value as Error).message };
  if (negative !== undefined) {
    const { name, message } = kind === 'threw' ? failure(value) : { name: 'no error', message: '' };
    return name === negative.type ? PASS : { name: `expected ${negative.type}`, message: `${name} ${message}` };
  }
  if (kind === 'threw') return failure(value);
  if (!flags.includes('async')) return PASS;
  const said = printed[0] ?? 'never done';
  return said === 'Test262:AsyncTestComplete' ? PASS : { name: 'async', message: said };
}

/** A test may throw anything. */
function failure(error: unknown): Verdict {
  if ((typeof error !== 'object' && typeof error !== 'function') || error === null) {
    return { name: 'threw', message: String(error) };
  }
  const { constructor: made, message } = error as Error;
  const name = typeof made === 'function' ? made.name : 'threw';
  return { name: String(name), message: typeof message === 'string' ? message : '' };
}
