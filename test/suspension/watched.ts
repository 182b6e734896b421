// A child process that does one job after the other, and is ended when a job takes too long.
import { type ChildProcess, fork } from 'node:child_process';

/** Why there is no result. */
export interface Lost {
  readonly lost: 'hang' | 'crash';
  readonly detail: string;
}

export interface WatchedSettings {
  readonly limitMs: number;
  /** Jobs of one process, so that what they leave behind stays bounded. */
  readonly jobsPerProcess: number;
  /** Flags for Node. */
  readonly nodeArgs?: readonly string[];
}

/** What a job comes to. */
export interface Answer {
  /** The process can't be used for another job. */
  readonly restart: boolean;
}

/** A process whose file calls `serve`. Starts when it is first needed, and again after every loss. */
export class Watched<Job, Result extends Answer> implements AsyncDisposable {
  #child: ChildProcess | undefined;
  #done = 0;

  constructor(
    readonly file: string,
    readonly settings: WatchedSettings,
  ) {}

  async run(job: Job): Promise<Result | Lost> {
    if (this.#done >= this.settings.jobsPerProcess) await this.#end();
    const child = (this.#child ??= this.#start());
    this.#done++;
    const answer = await this.#answerTo(child, job);
    if ('lost' in answer || answer.restart) await this.#end();
    return answer;
  }

  #start(): ChildProcess {
    this.#done = 0;
    return fork(this.file, {
      execArgv: ['--max-old-space-size=1024', ...(this.settings.nodeArgs ?? [])],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  }

  #answerTo(child: ChildProcess, job: Job): Promise<Result | Lost> {
    return new Promise((resolve) => {
      let said = '';
      const onError = (chunk: Buffer): void => {
        said = (said + chunk.toString()).slice(-2000);
      };
      const end = (answer: Result | Lost): void => {
        clearTimeout(limit);
        child.off('message', end).off('exit', onExit);
        child.stderr?.off('data', onError);
        resolve(answer);
      };
      const onExit = (code: number | null, signal: string | null): void =>
        end({ lost: 'crash', detail: `${signal ?? `exit ${code}`} ${firstErrorIn(said)}` });
      const limit = setTimeout(() => {
        child.off('exit', onExit);
        child.kill('SIGKILL');
        end({ lost: 'hang', detail: `no answer in ${this.settings.limitMs} ms` });
      }, this.settings.limitMs);
      child.on('message', end).on('exit', onExit);
      child.stderr?.on('data', onError);
      child.send(job as object);
    });
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    this.#done = 0;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#end();
  }
}

const firstErrorIn = (text: string): string => /^.*Error.*$/m.exec(text)?.[0] ?? text.trim().split('\n').at(-1) ?? '';

/** In the child: answers each job. */
export function serve<Job, Result extends Answer>(work: (job: Job) => Promise<Result>): void {
  const send = process.send!.bind(process);
  process.on('message', (job) => {
    work(job as Job).then(
      (result) => send(result),
      (error) => {
        process.stderr.write(`${(error as Error).stack}\n`, () => process.exit(1));
      },
    );
  });
}
