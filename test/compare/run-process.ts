// A tool in a process of its own, with a hard limit on its time.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { PlannedSignal } from './case.js';

const LIMIT_MS = 60_000;

export interface ProcessResult {
  /** A signal's name when one ended it, `hangs` when it had to be killed. */
  readonly exit: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessSettings {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signals?: readonly PlannedSignal[];
}

export async function runProcess({ command, cwd, env, signals = [] }: ProcessSettings): Promise<ProcessResult> {
  const [program, ...args] = command;
  const child = spawn(program!, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  let hangs = false;
  const limit = setTimeout(() => {
    hangs = true;
    kill();
  }, LIMIT_MS);
  const output = collect(child, signals);
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { exit: hangs ? 'hangs' : (code ?? signal!), ...output };
  } finally {
    clearTimeout(limit);
    process.off('exit', kill);
  }
}

/** Fills in what the process prints, and sends each signal once what it waits for was printed. */
function collect(child: ChildProcess, signals: readonly PlannedSignal[]): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  const waiting = new Set(signals);
  const look = (): void => {
    for (const planned of waiting) {
      if (!planned.when.test(output.stdout + output.stderr)) continue;
      waiting.delete(planned);
      setTimeout(() => child.kill(planned.signal), planned.afterMs ?? 0);
    }
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      look();
    });
  }
  return output;
}
