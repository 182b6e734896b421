// Reads InfluxDB's line protocol as its documentation defines it.
export interface InfluxPoint {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly time: string;
}

export const readLines = (text: string): InfluxPoint[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map(readLine);

function readLine(line: string): InfluxPoint {
  const [head] = cut(line, ' ', 'no strings');
  const [fields, time, ...more] = cut(line.slice(head!.length + 1), ' ', 'strings');
  if (time === undefined || more.length > 0) throw new Error(`no line: ${line}`);
  const [measurement, ...tags] = cut(head!, ',', 'no strings');
  return { measurement: plain(measurement!), tags: pairs(tags), fields: pairs(cut(fields!, ',', 'strings')), time };
}

function pairs(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [key] = cut(text, '=', 'no strings');
      if (key === text) throw new Error(`no pair: ${text}`);
      return [plain(key!), plain(text.slice(key!.length + 1))];
    }),
  );
}

/** At every separator that is not escaped. Only fields have strings; in tags a quote is a character as any other. */
function cut(text: string, separator: string, mode: 'strings' | 'no strings'): string[] {
  const parts = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\') parts[parts.length - 1] += character + (text[++at] ?? '');
    else if (character === separator && !quoted) parts.push('');
    else {
      if (character === '"' && mode === 'strings') quoted = !quoted;
      parts[parts.length - 1] += character;
    }
  }
  return parts;
}

const plain = (text: string): string => text.replace(/\\([, =])/g, '$1');
