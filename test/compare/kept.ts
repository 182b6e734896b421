// Differences that stay, each with its reason. README.md names those that a user can notice.

interface Kept {
  /** Matched against `case aspect: detail`. */
  readonly pattern: RegExp;
  readonly reason: string;
}

const KEPT: readonly Kept[] = [
  {
    pattern: / (sample|metric): (generator_|iteration_lag|target_|http_req_duration_corrected)/,
    reason: 'Salvo measures itself; outputs that tell everything tell that too',
  },
];

export function reasonToKeep(name: string, { key }: { readonly key: string }): string | undefined {
  return KEPT.find(({ pattern }) => pattern.test(`${name} ${key}`))?.reason;
}
