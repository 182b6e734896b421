// Reads numbers back from what the command printed for people.

/** The count of a counter's line in the summary: `http_reqs....: 37 12.3/s`. */
export function counterIn(stdout: string, metric: string): number {
  const found = new RegExp(`^\\s*${metric}\\.*: (\\d+)\\s`, 'm').exec(stdout);
  if (!found) throw new Error(`no ${metric} in the summary:\n${stdout}`);
  return Number(found[1]);
}

/** The last line of the progress display. */
export function runningLine(output: string): { readonly complete: number; readonly interrupted: number } {
  const found = [...output.matchAll(/(\d+) complete and (\d+) interrupted iterations/g)].at(-1);
  if (!found) throw new Error(`no progress line in the output:\n${output}`);
  return { complete: Number(found[1]), interrupted: Number(found[2]) };
}

/** What the command says itself on standard error, without the lines of the log. */
export const ownText = (stderr: string): string => stderr.replaceAll(/^time="[^"]+" level=.*\n/gm, '');
