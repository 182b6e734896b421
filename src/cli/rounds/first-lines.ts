import type { Terminal } from '../../base/host.js';

/** What runs log is the same in every run: enough of it to see what is wrong. */
const MOST_LINES = 10;

const nothing = (): void => {};

/** Passes on whole lines, up to a number of them; says once that the rest is left out. */
export function firstLines(stream: Terminal, before: () => void = nothing): (text: string) => void {
  let rest = '';
  let shown = 0;
  return (text) => {
    if (shown > MOST_LINES) return;
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines.slice(0, MOST_LINES + 1 - shown)) {
      before();
      stream.write(shown < MOST_LINES ? `${line}\n` : 'further log lines of runs are left out\n');
      shown++;
    }
  };
}
