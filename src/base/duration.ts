/** Milliseconds in each unit of a Go duration string; the longer names first so that `ms` is not read as `m`. */
const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['μs', 1e-3],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

const DAY_MS = 86_400_000;
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/** `1h2m3.5s` in milliseconds; undefined when the text is no Go duration. */
export function parseGoDuration(text: string): number | undefined {
  const negative = text.startsWith('-');
  const body = negative || text.startsWith('+') ? text.slice(1) : text;
  if (body === '0') return 0;
  let totalMs = 0;
  PART.lastIndex = 0;
  let end = 0;
  for (let match = PART.exec(body); match; match = PART.exec(body)) {
    totalMs += Number(match[1]) * UNIT_MS.get(match[2]!)!;
    end = PART.lastIndex;
  }
  if (end !== body.length || body === '') return undefined;
  // Sums such as 1.1s + 100µs leave binary dust below a nanosecond.
  const roundedMs = Math.round(totalMs * 1e6) / 1e6;
  return negative ? -roundedMs : roundedMs;
}

/** k6's durations: Go strings, `2d12h` with days in front, and bare numbers as milliseconds. */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return Number(text);
  const days = /^(\d+)d(.*)$/.exec(text);
  if (!days) return parseGoDuration(text);
  const restMs = days[2] === '' ? 0 : parseGoDuration(days[2]!);
  return restMs === undefined || restMs < 0 ? undefined : Number(days[1]) * DAY_MS + restMs;
}

/** Whole nanoseconds, in which curves are calculated: sums and parts of them are exact. */
export const nsFromMs = (ms: number): number => Math.round(ms * 1e6);

/** Go's own form: `1m30s`, `10m0s`, `2.5s`, `500ms`, `0s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  const sign = ms < 0 ? '-' : '';
  const ns = Math.round(Math.abs(ms) * 1e6);
  if (ns < 1_000_000_000) return sign + formatSmall(ns);
  const seconds = ns / 1e9;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds - hours * 3600) / 60);
  const rest = trim((ns - hours * 3.6e12 - minutes * 6e10) / 1e9);
  if (hours > 0) return `${sign}${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${sign}${minutes}m${rest}s` : `${sign}${rest}s`;
}

function formatSmall(ns: number): string {
  if (ns < 1000) return `${ns}ns`;
  return ns < 1_000_000 ? `${trim(ns / 1000)}µs` : `${trim(ns / 1e6)}ms`;
}

const trim = (value: number): string => value.toFixed(9).replace(/\.?0+$/, '');
