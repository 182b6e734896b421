import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import { renderPage } from '../report/html/page.js';
import { STDOUT, writeResult } from './result-file.js';
import { readSummaryFile } from './summary-files.js';

/** Writes the page of a summary. */
export function reportFile(file: string, out: string, host: Host): ExitName {
  const { summary, facts } = readSummaryFile(file, host);
  writeResult({ name: out, content: renderPage(summary, facts) }, host);
  if (out !== STDOUT) host.stdout.write(`${out} written\n`);
  return 'ok';
}
