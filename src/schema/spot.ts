import { Problems } from '../base/problems.js';

/** What reading the options brought up, besides their values. */
export class Findings {
  readonly problems = new Problems();
  readonly warnings: string[] = [];
}

/** A place in the user's input that is being read, such as `--vus` or `dns.ttl`. */
export class Spot {
  constructor(
    readonly path: string,
    readonly findings: Findings,
  ) {}

  /** Complains about the value here. Returns undefined, which is what a reader without a value returns. */
  problem(message: string): undefined {
    this.findings.problems.add(this.path, message);
    return undefined;
  }

  /** The same for what k6 ends with its general code: see `Problem`. */
  earlyProblem(message: string): undefined {
    this.findings.problems.add(this.path, message, true);
    return undefined;
  }

  warn(message: string): void {
    this.findings.warnings.push(`${this.path}: ${message}`);
  }

  /** Complaints so far, here and elsewhere: a reader of several things sees by it whether one of them was wrong. */
  get faults(): number {
    return this.findings.problems.list.length;
  }

  /** A place inside this one: `.key` of an object, `[2]` of a list. */
  at(key: string | number): Spot {
    return new Spot(typeof key === 'number' ? `${this.path}[${key}]` : `${this.path}.${key}`, this.findings);
  }
}
