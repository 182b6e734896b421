// Standard output without banner and progress, which are each tool's own.
import { mask, maskNumbers } from './mask.js';
import type { Observation, Remains } from './observation.js';

/** Salvo's own sections of the summary. */
const OWN_SECTION = /█ (GENERATOR|NOTES)[\s\S]*?(?=\n\s*█|\n\n\n|$)/g;
const PROGRESS = /^(setup|teardown)\(\)|^(running \(|Run +\[|Init +\[)|^\S+ +[✓✗•↓] \[|^\S+ +\[ *\d+% \]/;
const BANNER = /[╺━●]|\/\\|\/ {2}\\|‾|\\_|\(‾\)|__________/;

/** Lines that a run has or has not by its length. */
const BY_THE_CLOCK = /^(vus|vus_max)\.+:/;

export function observeScreen({ stdout, names }: Remains, seen: Observation): void {
  const lines = mask(stdout, names)
    .replaceAll(OWN_SECTION, '')
    .split('\n')
    .filter((line) => !PROGRESS.test(line) && !BANNER.test(line))
    .map(maskNumbers)
    .filter((line) => line !== '' && !BY_THE_CLOCK.test(line));
  for (const line of lines) seen.count('screen', `line ${line}`);
  seen.set('screen', 'order of lines', lines.join('\n'));
}

/** What `inspect` prints, key by key. */
export function observeInspect({ stdout, names }: Remains, seen: Observation): void {
  let printed: Readonly<Record<string, unknown>>;
  try {
    printed = JSON.parse(mask(stdout, names));
  } catch {
    seen.set('screen', 'inspect', stdout.trim() === '' ? 'nothing' : 'no JSON');
    return;
  }
  for (const [key, value] of Object.entries(printed)) seen.set('screen', `inspect ${key}`, JSON.stringify(value));
}
