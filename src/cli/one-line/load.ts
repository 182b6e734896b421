/** What a line of flags asks for, read: which requests, and how many of them. */
export interface OneLineLoad {
  readonly urls: readonly string[];
  /** Upper case. */
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body | undefined;
  readonly timeoutMs: number;
  /** Statuses that are no failures; empty for what k6 expects, 200 to 399. */
  readonly expected: readonly StatusRange[];
  readonly shape: Shape;
}

/** Text as it is, or a file whose bytes are sent. */
export type Body = { readonly text: string } | { readonly file: string };

export interface StatusRange {
  readonly min: number;
  readonly max: number;
}

/** `closed`: users that send again when they have an answer, for a time. `steps`: several such loads, one after another. */
export type Shape =
  | { readonly kind: 'closed'; readonly users: number; readonly durationMs: number }
  | { readonly kind: 'count'; readonly users: number; readonly requests: number }
  | {
      readonly kind: 'open';
      readonly users: number;
      readonly most: number;
      readonly rate: number;
      readonly durationMs: number;
    }
  | { readonly kind: 'steps'; readonly users: readonly number[]; readonly durationMs: number };

/** The scenario of a step. */
export const stepName = (users: number, index: number): string => `step_${index + 1}_${users}_users`;
