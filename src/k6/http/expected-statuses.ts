import { RequestProblem } from './request-problem.js';

/** Which answers are not failures. Made by `http.expectedStatuses()`. */
export class ExpectedStatuses {
  readonly #ranges: readonly (readonly [number, number])[];

  /** The instances that scripts hold have another prototype. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && #ranges in value;
  }

  constructor(ranges: readonly (readonly [number, number])[]) {
    this.#ranges = ranges;
  }

  has(status: number): boolean {
    return this.#ranges.some(([min, max]) => min <= status && status <= max);
  }

  /** The same, and one status more. */
  and(status: number): ExpectedStatuses {
    return new ExpectedStatuses([...this.#ranges, [status, status]]);
  }
}

export const DEFAULT_EXPECTED = new ExpectedStatuses([[200, 399]]);

/** `expectedStatuses(200, { min: 300, max: 399 })`. */
export function expectedStatuses(...statuses: unknown[]): ExpectedStatuses {
  if (statuses.length === 0) throw new RequestProblem('no arguments');
  return new ExpectedStatuses(statuses.map(rangeOf));
}

function rangeOf(status: unknown, index: number): readonly [number, number] {
  if (typeof status === 'number' && Number.isInteger(status)) return [status, status];
  if (status === null || status === undefined) throw new TypeError('Cannot convert undefined or null to object');
  const { min, max } = (typeof status === 'object' && status !== null ? status : {}) as Record<string, unknown>;
  if (Number.isInteger(min) && Number.isInteger(max)) return [min as number, max as number];
  throw new RequestProblem(
    `argument number ${index + 1} to expectedStatuses was neither an integer nor an object like {min:100, max:329}`,
  );
}

/** The value of `responseCallback`: an expectation, or null for none. */
export function readResponseCallback(value: unknown): ExpectedStatuses | null {
  if (value === null || value === undefined) return null;
  if (value instanceof ExpectedStatuses) return value;
  throw new RequestProblem('unsupported responseCallback');
}
