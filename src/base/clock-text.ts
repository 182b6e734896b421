/** `01.0s`, `0m00.5s`, `00m01.0s`: a time in tenths of seconds, as wide as the longest one of its kind. */
export function fixedTime(ms: number, longestMs: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100 + 1e-9);
  const [hours, minutes] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60];
  const seconds = ((tenths % 600) / 10).toFixed(1);
  const longest = Math.max(ms, longestMs);
  if (longest >= 3_600_000) {
    const width = digits(Math.floor(longest / 3_600_000));
    return `${padded(hours, width)}h${padded(minutes, 2)}m${seconds.padStart(4, '0')}s`;
  }
  if (longest >= 60_000) return `${padded(minutes, digits(Math.floor(longest / 60_000)))}m${seconds.padStart(4, '0')}s`;
  return `${seconds.padStart(digits(Math.floor(longest / 1000)) + 2, '0')}s`;
}

/** A whole number with zeros in front. */
export const padded = (value: number, width: number): string => String(value).padStart(width, '0');

export const digits = (value: number): number => String(value).length;
