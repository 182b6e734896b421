// Programs that are no part of this package, for tests against the real thing. They say loudly when they are not there.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** For `skip`: false when the program is there. */
export function missing(program: string, packageName: string): string | false {
  if (spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined) return false;
  const text = `NOT TESTED: ${program} is not installed (apt-get install ${packageName})`;
  console.error(text);
  return text;
}

/** A program that runs until it is disposed of. */
export class Daemon implements AsyncDisposable {
  #output = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'exit');
  }

  /** Resolves with what the pattern found in its output, which is when it is ready. */
  static async start(
    program: string,
    args: readonly string[],
    ready: RegExp,
  ): Promise<{ daemon: Daemon; found: RegExpExecArray }> {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const daemon = new Daemon(child);
    process.once('exit', () => child.kill('SIGKILL'));
    const found = await new Promise<RegExpExecArray>((resolve, reject) => {
      const look = (piece: string): void => {
        daemon.#output += piece;
        const match = ready.exec(daemon.#output);
        if (match) resolve(match);
      };
      child.stdout.setEncoding('utf8').on('data', look);
      child.stderr.setEncoding('utf8').on('data', look);
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`${program} ended:\n${daemon.#output}`)));
    });
    return { daemon, found };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
