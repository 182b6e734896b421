import { availableParallelism } from 'node:os';
import { epochMs } from '../base/clock.js';
import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import { bySignal } from '../engine/endings/by-signal.js';
import { Race } from '../engine/endings/race.js';
import type { RunObserver, RunState } from '../engine/handle.js';
import { run } from '../engine/run.js';
import type { OuterSources } from '../options/outer-sources.js';
import { readScript } from '../script/read-script.js';
import { logFailure } from './log-failure.js';
import { consoleToFile, openLog } from './open-log.js';
import { RunDisplay } from './run-display.js';
import { writeFiles } from './write-files.js';
import { writeSummary } from './write-summary.js';

/** Runs the script with everything the command line says about it. */
export async function runTest(file: string, outer: OuterSources, host: Host): Promise<ExitName> {
  const display = new RunDisplay(file, outer, host);
  using consoleFile = consoleToFile(outer.consoleOutput, host);
  using opened = openLog(outer.global, host, (sink) => consoleFile.wrap(display.logAbove(sink)));
  const { log } = opened;
  using race = new Race(bySignal(host, log));
  const startedAtMs = epochMs();
  try {
    const source = await readScript(file, host);
    const request = { source, outer, log, cores: availableParallelism(), cwd: host.cwd, outputHost: host };
    const result = await run(request, observe(display, outer, host), race);
    display.stop();
    writeSummary(result, request, host);
    await writeFiles(result, { script: file, startedAtMs }, host, log);
    display.finish();
    if (result.error) throw result.error;
    return result.exit;
  } catch (error) {
    throw logFailure(error, log, outer.global, host.stderr);
  } finally {
    display.stop();
  }
}

/** The display watches; and the tests of worker death say which worker is to die (see CONTRIBUTING). */
function observe(display: RunDisplay, { global }: OuterSources, { env, stdout, stderr }: Host): RunObserver {
  return {
    terminal: { noColor: global.noColor, stdoutIsTTY: stdout.isTTY === true, stderrIsTTY: stderr.isTTY === true },
    planned: (plan, outputs) => display.planned(plan, outputs),
    starting: (state: RunState) => {
      display.starting(state);
      const victim = env.SALVO_TEST_TERMINATE_WORKER;
      if (victim !== undefined) process.once('SIGUSR2', () => state.terminateWorker(Number(victim)));
    },
  };
}
