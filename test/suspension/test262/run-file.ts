// One file of the language suite, plain and compiled.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { compileText, isRefusal, type Level, nameOf, runCompiled } from '../adapter.js';
import { echoNatives, type MakeNatives } from '../natives.js';
import { runPlain } from '../plain.js';
import { type FrontMatter, frontMatterOf } from './front-matter.js';
import { type Program, programOf } from './program.js';
import { reasonToSkip } from './selection.js';

export interface FileJob {
  readonly checkout: string;
  readonly path: string;
  readonly levels: readonly Level[];
}

/** Puts the builtins back as they were; false when that is impossible. */
export type Restore = () => boolean;

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
  let program: Program | undefined;
  let expected: Verdict = PASS;
  for (const share of SHARES) {
    try {
      program = programOf(checkout, file, share);
    } catch (error) {
      if (error instanceof SyntaxError) return skip('syntax acorn does not know');
      throw error;
    }
    expected = await plainVerdict(program, matter);
    if (expected === PASS) break;
  }
  if (expected !== PASS) return skip(`plain Node fails: ${expected.name}`);

  const results: { level: string; status: Status; reason: string }[] = [];
  let whole = true;
  for (const level of levels) {
    // The second level needs the builtins as they were.
    const found: Verdict = whole
      ? await compiledVerdict(program!, matter, level)
      : { name: 'not run', message: 'the builtins could not be put back' };
    whole = restore() && whole;
    results.push({ level: nameOf(level), ...judged(found) });
  }
  return { results, inserted: program!.inserted, restart: !whole };
}

function judged({ name, message }: Verdict): { status: Status; reason: string } {
  if (name === 'pass') return { status: 'equal', reason: '' };
  if (name === 'not run') return { status: 'skipped', reason: message };
  const status = name === 'refused' || name === 'not compiled' ? 'refused' : 'different';
  return { status, reason: `${name}: ${message}`.slice(0, 300) };
}

async function plainVerdict({ text }: Program, matter: FrontMatter): Promise<Verdict> {
  try {
    const context = vm.createContext();
    const runs = await runPlain(text, { natives, context, exports: ['default', 'printed'] });
    const [main, printed] = runs as [(typeof runs)[0], (typeof runs)[0]];
    return verdictOf({ main, printed: printed.value as string[], unhandled: main.unhandled }, matter);
  } catch (error) {
    return failure(error);
  }
}

async function compiledVerdict({ text }: Program, matter: FrontMatter, level: Level): Promise<Verdict> {
  let script: Awaited<ReturnType<typeof compileText>>;
  try {
    script = await compileText(text, level);
    new vm.Script(script.code, { filename: script.codeName });
  } catch (error) {
    return { name: 'not compiled', message: `${(error as Error).name} ${(error as Error).message}` };
  }
  try {
    const runs = await runCompiled(script, { natives, vus: 1, seed: 1, exports: ['default', 'printed'] });
    const refused = runs.flatMap((run) => run.refused)[0] ?? runs.map(({ value }) => value).find(isRefusal);
    if (refused !== undefined) return { name: 'refused', message: (refused as Error).message };
    const [main, printed] = runs as [(typeof runs)[0], (typeof runs)[0]];
    if (main.kind === 'hangs' || main.kind === 'interrupted') return { name: main.kind, message: '' };
    return verdictOf({ main, printed: (printed?.value ?? []) as string[], unhandled: [] }, matter);
  } catch (error) {
    return isRefusal(error) ? { name: 'refused', message: (error as Error).message } : failure(error);
  }
}

interface Ended {
  readonly main: { readonly kind: string; readonly value: unknown };
  readonly printed: readonly string[];
  readonly unhandled: readonly unknown[];
}

/** Unhandled rejections are part of some tests, and change nothing of their verdict. */
function verdictOf({ main, printed }: Ended, { flags, negative }: FrontMatter): Verdict {
  if (negative !== undefined) {
    const { name, message } = main.kind === 'threw' ? failure(main.value) : { name: 'no error', message: '' };
    return name === negative.type ? PASS : { name: `expected ${negative.type}`, message: `${name} ${message}` };
  }
  if (main.kind === 'threw') return failure(main.value);
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
