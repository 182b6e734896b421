import { availableParallelism } from 'node:os';
import { epochMs } from '../base/clock.js';
import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import type { Logger } from '../base/log.js';
import { bySignal } from '../engine/endings/by-signal.js';
import { Race } from '../engine/endings/race.js';
import type { RunObserver, RunState } from '../engine/handle.js';
import { run } from '../engine/run.js';
import type { Breakdown } from '../metrics/types.js';
import type { Options } from '../options/options.js';
import type { OuterSources } from '../options/outer-sources.js';
import { dashboardSettings } from '../outputs/dashboard-settings.js';
import { type EndedRun, unmeasured } from './ended-run.js';
import { logFailure } from './log-failure.js';
import { consoleToFile, openLog } from './open-log.js';
import { type OpenScript, openScript } from './open-script.js';
import { assertWritable } from './result-file.js';
import { RunDashboard } from './run-dashboard.js';
import { RunDisplay } from './run-display.js';
import type { SummaryText } from './write-summary.js';

/** What commands that run something else than a script file do in another way. */
export interface TestForm {
  /** In place of reading the file. */
  readonly open?: () => Promise<OpenScript>;
  /** What the summary's text needs besides what summaries always have. */
  readonly breakdowns?: readonly Breakdown[];
  /** In place of k6's text. */
  readonly summaryText?: SummaryText;
}

/** Runs the script with everything the command line says about it. */
export async function runTest(file: string, outer: OuterSources, host: Host, form: TestForm = {}): Promise<ExitName> {
  const display = new RunDisplay(file, outer, host);
  using consoleFile = consoleToFile(outer.consoleOutput, outer.global, host);
  using opened = openLog(outer.global, host, (sink) => consoleFile.wrap(display.logAbove(sink)));
  const { log } = opened;
  using race = new Race(bySignal(host, log));
  const origin = { script: file, startedAtMs: epochMs() };
  const dashboard = new RunDashboard(origin, host, log);
  try {
    const ended = await runToItsEnd({ file, outer, host, log, display, dashboard, race, form });
    await dashboard.close();
    display.stop();
    opened.flush();
    const { writeSummary, writeFiles } = await loadWriters();
    writeSummary(ended, { ...outer.global, text: form.summaryText }, host, log);
    await writeFiles(ended, { origin, names: filesOf(outer, ended, host) }, host, log);
    display.finish();
    if (ended.error) throw ended.error;
    return 'ok';
  } catch (error) {
    throw logFailure(error, log, outer.global, host.stderr);
  } finally {
    display.stop();
  }
}

interface RunParts {
  readonly file: string;
  readonly outer: OuterSources;
  readonly host: Host;
  readonly log: Logger;
  readonly display: RunDisplay;
  readonly dashboard: RunDashboard;
  readonly race: Race;
  readonly form: TestForm;
}

/** Never throws: the files that were asked for also tell why a run could not begin. */
async function runToItsEnd({ file, outer, host, log, display, dashboard, race, form }: RunParts): Promise<EndedRun> {
  try {
    for (const name of namesOf(outer)) assertWritable(name, host);
    const open = form.open ?? (() => openScript(file, outer, host));
    await using script = await open();
    const { source } = script;
    const request = {
      source,
      outer: script.outer,
      log,
      cores: availableParallelism(),
      cwd: host.cwd,
      outputHost: host,
      breakdowns: form.breakdowns,
      wantsTimeline: (options: Options) =>
        showsTimeline(outer, host) || dashboardSettings(options, host.env) !== undefined,
    };
    return { ...(await run(request, observe(display, dashboard, outer, host), race)), scriptSource: source.text };
  } catch (error) {
    return unmeasured(error);
  }
}

/** The dashboard's export is the report. */
function filesOf({ resultFiles }: OuterSources, { plan }: EndedRun, { env }: Host): OuterSources['resultFiles'] {
  const exportTo = plan && dashboardSettings(plan.options, env)?.exportTo;
  return resultFiles.report === '' && exportTo ? { ...resultFiles, report: exportTo } : resultFiles;
}

/** Whether a file that is to be left behind tells of the run over time. */
const showsTimeline = ({ resultFiles: { report, markdown, summaryJson } }: OuterSources, { env }: Host): boolean =>
  [report, markdown, summaryJson].some((name) => name !== '') || Boolean(env.GITHUB_STEP_SUMMARY);

/** Files that the run is to leave behind. The export may go to a stream. */
function namesOf({ resultFiles: { summaryExport, ...rest } }: OuterSources): string[] {
  const files = summaryExport === 'stdout' || summaryExport === 'stderr' ? rest : { ...rest, summaryExport };
  return Object.values(files).filter((name) => name !== '');
}

/** The display watches; and the tests of worker death say which worker is to die (see CONTRIBUTING). */
function observe(
  display: RunDisplay,
  dashboard: RunDashboard,
  { global }: OuterSources,
  { env, stdout, stderr }: Host,
): RunObserver {
  return {
    terminal: { noColor: global.noColor, stdoutIsTTY: stdout.isTTY === true, stderrIsTTY: stderr.isTTY === true },
    planned: (plan, outputs) => display.planned(plan, outputs),
    starting: (state: RunState) => {
      display.starting(state);
      dashboard.starting(state);
      // The end must not depend on files that may be gone by then.
      loadWriters().catch(() => {});
      const victim = env.SALVO_TEST_TERMINATE_WORKER;
      if (victim !== undefined) process.once('SIGUSR2', () => state.terminateWorker(Number(victim)));
    },
  };
}

/** What makes texts and files of numbers, which no start has to wait for. */
const loadWriters = async () => ({ ...(await import('./write-summary.js')), ...(await import('./write-files.js')) });
