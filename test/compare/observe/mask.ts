/** Replaces what differs from run to run by words: folders, ports, lengths of time, instants. */
export function mask(text: string, names: ReadonlyMap<string, string>): string {
  let masked = text;
  for (const [value, word] of names) masked = masked.replaceAll(value, word);
  return (
    masked
      .replace(/127\.0\.0\.1:\d+->/g, 'CLIENT->')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, 'INSTANT')
      // What a response that was made JSON of says of when it came.
      .replace(/"Date": ?"[^"]*"/g, '"Date":"DAY"')
      .replace(/"remote_port": ?\d+/g, '"remote_port":"PORT"')
      .replace(/"timings": ?\{[^}]*\}/g, '"timings":"TIMES"')
      .replace(/\b[0-9a-f]{60}\b/g, 'BOUNDARY')
      // A part of a form whose file has no name is called by the clock.
      .replace(/filename=(\\?")\d{19}/g, 'filename=$1NANOSECONDS')
      .replace(/(Grafana k6|salvo)\/\d+\.\d+\.\d+/g, 'TOOL/VERSION')
  );
}

/** In addition all numbers, so that only the words and their order are left. */
export function maskNumbers(text: string): string {
  return text
    .replace(/\d+(\.\d+)?(ns|µs|us|ms|s|m|h)\b/g, 'TIME')
    .replace(/(TIME)+/g, 'TIME')
    .replace(/\d+(\.\d+)?/g, 'N')
    .replace(/N [kM]B\b/g, 'N B')
    .replace(/ +/g, ' ')
    .trim();
}
