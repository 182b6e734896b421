// Runs the built command as a user would: its own process, its own streams, a hard limit on its time.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const mainOf = (tree: string): string => join(import.meta.dirname, '..', '..', tree, 'src', 'cli', 'main.js');

/** Of files as tsc left them: what is loaded before it can add to their tables. */
export const PLAIN_MAIN = mainOf('.');
/** The bundle, which is what people have, where the whole suite runs (test/run.ts). */
export const MAIN = mainOf(process.env.SALVO_TEST_TREE ?? '.');
const DEFAULT_LIMIT_MS = 60_000;

/** A signal sent once: some time after the start, or as soon as the output of both streams matches. */
export interface PlannedSignal {
  readonly signal: NodeJS.Signals;
  readonly afterMs?: number;
  readonly whenOutput?: RegExp;
}

export interface CliSettings {
  /** Added to the test's own environment, which is passed without its `K6_*`, `SALVO_*` and colour variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
  readonly signals?: readonly PlannedSignal[];
  /** The process is killed after this time and the run is an error of the test. */
  readonly limitMs?: number;
  /** Another file to start in place of the command's own. */
  readonly main?: string;
  /** Flags for Node itself, before the file. */
  readonly nodeArgs?: readonly string[];
  /** Largest file that the process may write, in KB; not on Windows. */
  readonly fileLimitKb?: number;
}

export interface CliResult {
  /** Null when a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is still running. */
export interface RunningCli {
  readonly done: Promise<CliResult>;
  readonly stdout: string;
  readonly stderr: string;
  kill(signal: NodeJS.Signals): void;
  /** The reader of its standard output goes away, as `head` does. */
  closeStdout(): void;
  /** Resolves when the output so far matches; an error when the process ends without having matched. */
  until(pattern: RegExp): Promise<void>;
}

/** Runs `salvo` to its end. */
export function runSalvo(args: readonly string[], settings: CliSettings = {}): Promise<CliResult> {
  return startSalvo(args, settings).done;
}

/** Starts `salvo` and hands it out while it runs. */
export function startSalvo(args: readonly string[], settings: CliSettings = {}): RunningCli {
  return new Cli(args, settings);
}

class Cli implements RunningCli {
  readonly done: Promise<CliResult>;
  stdout = '';
  stderr = '';
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();

  constructor(args: readonly string[], settings: CliSettings) {
    const { cwd, env = {} } = settings;
    const [command, ...rest] = commandOf(args, settings);
    this.#child = spawn(command!, rest, {
      cwd,
      env: { ...inheritedEnv(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#collect();
    // A command that ends without reading its input closes the pipe; that is its right.
    this.#child.stdin!.on('error', () => {}).end(settings.stdin ?? '');
    this.done = this.#watch(args, settings);
    // A test that only watches the output must not fail by an unhandled rejection before it looks at `done`.
    this.done.catch(() => {});
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  closeStdout(): void {
    this.#child.stdout!.destroy();
  }

  until(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(this.stdout + this.stderr)) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
      this.done.then(
        () => reject(new Error(`ended without printing ${pattern}\n${this.stdout}${this.stderr}`)),
        reject,
      );
    });
  }

  #collect(): void {
    const add = (name: 'stdout' | 'stderr') => (text: string) => {
      this[name] += text;
      for (const look of [...this.#watchers]) look();
    };
    this.#child.stdout!.setEncoding('utf8').on('data', add('stdout'));
    this.#child.stderr!.setEncoding('utf8').on('data', add('stderr'));
  }

  async #watch(args: readonly string[], { signals = [], limitMs = DEFAULT_LIMIT_MS }: CliSettings): Promise<CliResult> {
    const child = this.#child;
    const killNow = (): void => void child.kill('SIGKILL');
    process.once('exit', killNow);
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      killNow();
    }, limitMs);
    const timers = signals.map((planned) => this.#plan(planned));
    try {
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      if (!late) return { code, signal, stdout: this.stdout, stderr: this.stderr };
      throw new Error(`salvo ${args.join(' ')}: still running after ${limitMs} ms\n${this.stdout}${this.stderr}`);
    } finally {
      clearTimeout(limit);
      for (const timer of timers) clearTimeout(timer);
      process.off('exit', killNow);
    }
  }

  #plan({ signal, afterMs = 0, whenOutput }: PlannedSignal): NodeJS.Timeout | undefined {
    if (whenOutput === undefined) return setTimeout(() => this.kill(signal), afterMs);
    const look = (): void => {
      if (!whenOutput.test(this.stdout + this.stderr)) return;
      this.#watchers.delete(look);
      this.kill(signal);
    };
    this.#watchers.add(look);
    return undefined;
  }
}

/** A shell sets the limit for itself and then becomes the process. */
function commandOf(args: readonly string[], { main = MAIN, nodeArgs = [], fileLimitKb }: CliSettings): string[] {
  const command = [process.execPath, ...nodeArgs, main, ...args];
  return fileLimitKb === undefined
    ? command
    : ['bash', '-c', `ulimit -f ${fileLimitKb}; exec "$@"`, 'bash', ...command];
}

/** The caller's own settings must not change what a test sees. */
function inheritedEnv(): Record<string, string | undefined> {
  const hidden = /^(K6_|SALVO_|GITHUB_|SSLKEYLOGFILE$|NO_COLOR$|FORCE_COLOR$|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !hidden.test(name)));
}
