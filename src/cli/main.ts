#!/usr/bin/env node
// The process: its streams and signals become a Host, a command runs, its end becomes the exit code. Nothing else
// exits or prints errors. What a command needs is loaded by the command, so that --version waits for nothing.
import './collector-threads.js';
import { EXIT } from '../base/exit-codes.js';
import { END_SIGNALS } from '../base/host.js';
import { paintFor } from './colour.js';
import { LoggedFailure } from './log-failure.js';
import { jsonFormat, textFormat } from './log-format.js';
import { describeFailure, failureLine } from './print-error.js';
import { processHost } from './process-host.js';

const host = processHost((listener, over) => {
  for (const signal of END_SIGNALS) {
    const listen = (): void => listener(signal);
    process.on(signal, listen);
    over.addEventListener('abort', () => process.off(signal, listen), { once: true });
  }
});

async function main(argv: readonly string[]): Promise<number> {
  const { call } = await import('./call.js');
  return EXIT[await call(argv, host)];
}

function printFailure(error: unknown): number {
  const refused = process.argv.includes('--no-color') || Boolean(process.env.K6_NO_COLOR);
  const { text, exitCode } = describeFailure(error, refused ? 'plain' : paintFor(host.stderr, host.env));
  if (error instanceof LoggedFailure) host.stderr.write(text);
  // JSON on standard error stays JSON to the last line.
  else if (wantsJson(process.argv)) host.stderr.write(failureLine(error, jsonFormat));
  else host.stderr.write(host.stderr.isTTY === true ? text : failureLine(error, textFormat) + text);
  return exitCode;
}

/** Asked of the command line itself: what failed may have been to read it. */
function wantsJson(argv: readonly string[]): boolean {
  const at = argv.lastIndexOf('--log-format');
  const flag = argv.includes('--log-format=json') || (at >= 0 && argv[at + 1] === 'json');
  return flag || host.env.K6_LOG_FORMAT === 'json';
}

/** Output that is still on its way is waited for: a pipe may be slower than we are. */
async function exit(code: number): Promise<never> {
  const flush = (stream: NodeJS.WriteStream): Promise<void> => new Promise((done) => stream.write('', () => done()));
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  process.exit(code);
}

// A reader that went away (`salvo ... | head`) is no failure of ours; what is left to write has no place to go.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.on('uncaughtException', (error) => void exit(printFailure(error)));
main(process.argv.slice(2)).catch(printFailure).then(exit);
