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

/** Messages of errors up to what may follow them in a line of a case. */
const WORDS = /\b(GoError|TypeError|SyntaxError|ReferenceError|RangeError|Error) [^|]*/g;
const OWN_WORDS = "what an error says is each tool's own; that it is one, and of which kind, is the same";

interface Shown {
  readonly key: string;
  readonly k6: string;
  readonly salvo: string;
}

/** `all` are the differences of the same case. */
export function reasonToKeep(name: string, one: Shown, all: readonly Shown[] = [one]): string | undefined {
  const { key, k6, salvo } = one;
  if (key.startsWith('order: ') && withoutWords(k6) === withoutWords(salvo)) return OWN_WORDS;
  if (key.startsWith(WARNING) && bothWarn(all)) return OWN_WORDS;
  return KEPT.find(({ pattern }) => pattern.test(`${name} ${key}`))?.reason;
}

const withoutWords = (text: string): string => text.replace(WORDS, '$1 …');

const WARNING = 'log: warning ';

/** As many warnings there as here, in other words. */
function bothWarn(all: readonly Shown[]): boolean {
  const warnings = all.filter(({ key }) => key.startsWith(WARNING));
  const sum = (side: 'k6' | 'salvo'): number =>
    warnings.map((one) => Number(one[side]) || 0).reduce((a, b) => a + b, 0);
  return sum('k6') === sum('salvo');
}
