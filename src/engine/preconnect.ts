import type { Preconnected } from '../vu/task.js';
import type { RunPlan } from './plan.js';
import { UncountedTime } from './uncounted-time.js';
import type { Workers } from './workers.js';

/** Connections that the VUs open before the test. Nothing of it counts, its time neither. */
export class Preconnect extends UncountedTime {
  /** Undefined when none are wanted. */
  static of({ options }: RunPlan): Preconnect | undefined {
    return options.preconnect.length > 0 ? new Preconnect() : undefined;
  }

  /** Lets all workers connect. Resolves with what the user has to know of it, if anything. */
  async connect(workers: Workers): Promise<string | undefined> {
    const results = await this.during(workers.preconnect());
    const failed = sum(results, 'failed');
    if (failed === 0) return undefined;
    const reason = results.find((result) => result.failed > 0)!.reason;
    const all = failed + sum(results, 'opened');
    return `--preconnect could not open ${failed} of ${all} connections; the first one: ${reason}`;
  }
}

const sum = (results: readonly Preconnected[], key: 'opened' | 'failed'): number =>
  results.reduce((total, result) => total + result[key], 0);
