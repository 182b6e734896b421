import { epochMs } from '../base/clock.js';
import { errors, SalvoError } from '../base/errors/index.js';
import { exceptionFields } from '../base/exception-fields.js';
import { reasonOf } from '../report/generator/judge.js';
import { handleSummaryData } from '../report/handle-summary.js';
import { machineSummary } from '../report/machine.js';
import { figureNotes, type Summary } from '../report/summary.js';
import { endings } from './endings/index.js';
import type { Race } from './endings/race.js';
import type { RunObserver, RunResult } from './handle.js';
import { openOutputs, type TestRequest } from './open-outputs.js';
import type { WorkerPool } from './pool.js';
import { prepare } from './prepare.js';
import { runOnce } from './run-once.js';
import { Session } from './session.js';
import type { MakeTimeline } from './session-parts.js';
import { openWatch } from './target-watch/open-watch.js';

/** A run whose threads are there: compiled, planned, measured, summed up. */
export async function runIn(
  pool: WorkerPool,
  request: TestRequest,
  observer: RunObserver,
  race: Race,
): Promise<RunResult> {
  try {
    const { script, plan } = await prepare(request, pool, race);
    const watch = await openWatch(plan, request.log);
    const outputs = await openOutputs(plan, request, race);
    observer.planned?.(
      plan,
      outputs.map(({ description }) => description),
    );
    const { log, outer } = request;
    const { scriptEnv: env, secrets } = outer;
    const makeTimeline = request.wantsTimeline(plan.options) ? await loadTimeline() : undefined;
    const session = new Session({
      plan,
      script,
      env,
      secrets,
      pool,
      race,
      log,
      outputs,
      watch,
      makeTimeline,
      observer,
    });
    using _watching = race.enter(endings.map((ending) => ending(session)));
    observer.starting?.(session);
    try {
      await race.unlessKilled(session.run());
    } finally {
      await session.closeOutputs();
    }
    if (race.killSignal.aborted) return { ...failed(race.reason!), plan };
    return await conclude(session, race, request, observer);
  } catch (error) {
    if (race.reason) return failed(race.reason);
    if (error instanceof SalvoError) return failed(error);
    throw error;
  }
}

/** Loaded by runs whose reports show it. */
async function loadTimeline(): Promise<MakeTimeline> {
  const { TimelineRecorder } = await import('../metrics/timeline/recorder.js');
  return (source) => new TimelineRecorder(source);
}

/** After the last iteration: the summary, the script's own handling of it, and the exit code. */
async function conclude(session: Session, race: Race, request: TestRequest, observer: RunObserver): Promise<RunResult> {
  const summary = session.summarize();
  for (const note of figureNotes(summary.snapshot)) request.log.warn(note);
  // k6's words, which people search logs for.
  if (!race.reason && session.control.grandTotal('completed') === 0)
    request.log.warn('No script iterations fully finished, consider making the test duration longer');
  const wanted = race.reason ?? session.markedAsFailed;
  const files = await summaryFiles(session, summary, observer, request);
  await session.workers.end();
  const error =
    wanted ??
    endedMeanwhile(race, request) ??
    thresholdsError(summary) ??
    exceptionsError(session) ??
    saturationError(session, summary);
  return { exit: error?.exit ?? 'ok', error, summary, madeVus: session.madeVus, plan: session.plan, files };
}

/** What ends a test comes too late in its summary: as in k6 it is said, and changes nothing. A signal still does. */
function endedMeanwhile({ reason }: Race, { log }: TestRequest): SalvoError | undefined {
  if (reason?.code !== 'E_ABORTED_BY_SCRIPT') return reason;
  log.error(reason.message);
  return undefined;
}

async function summaryFiles(
  session: Session,
  summary: Summary,
  { terminal }: RunObserver,
  { log, source }: TestRequest,
): Promise<RunResult['files']> {
  const { options, functions, probe } = session.plan;
  if (options.summaryMode === 'disabled') return undefined;
  if (probe.notFunctions.includes('handleSummary')) log.error(errors.exportIsNoFunction('handleSummary').message);
  if (!functions.includes('handleSummary')) return undefined;
  try {
    const { summaryTrendStats: trendStats, summaryTimeUnit: timeUnit, summaryMode: mode } = options;
    const data = options.newMachineReadableSummary
      ? machineSummary(summary, { generatedAtMs: epochMs(), scriptSource: source.text, mode, trendStats })
      : handleSummaryData(summary, { trendStats, timeUnit, systemTags: options.systemTags, ...terminal });
    const outcome = await runOnce(
      session.workers,
      'handleSummary',
      JSON.stringify(data),
      options.handleSummaryTimeoutMs,
    );
    if (outcome.kind === 'returned') return outcome.files;
    if (outcome.kind === 'threw') log.error(outcome.stack, exceptionFields(outcome.stack));
  } catch (error) {
    // As in k6, a broken handleSummary costs the user its output and never the exit code.
    log.error((error as Error).message);
    if (error instanceof SalvoError && error.code === 'E_STAGE_TIMEOUT') return 'timed out';
  }
  return undefined;
}

function thresholdsError(summary: Summary): SalvoError | undefined {
  const crossed = summary.verdicts.filter(({ ok }) => !ok);
  if (crossed.length === 0) return undefined;
  return errors.thresholdsFailed([...new Set(crossed.map(({ metricKey }) => metricKey))], 'at the end');
}

/** What init code, setup and teardown throw ends the run anyway. */
function exceptionsError({ plan, control }: Session): SalvoError | undefined {
  const thrown = control.grandTotal('threw');
  return plan.options.failOnException && thrown > 0 ? errors.exceptionsThrown(thrown) : undefined;
}

/** Last of all reasons: whatever else failed says more. */
function saturationError({ plan }: Session, { generators: [generator] }: Summary): SalvoError | undefined {
  if (!plan.options.failOnSaturation || generator?.level !== 'saturated') return undefined;
  return errors.generatorSaturated(reasonOf(generator)!, generator.advice);
}

const failed = (error: SalvoError): RunResult => ({
  exit: error.exit,
  error,
  summary: undefined,
  madeVus: false,
  plan: undefined,
  files: undefined,
});
