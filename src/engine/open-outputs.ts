import type { Options } from '../options/options.js';
import { isDashboard } from '../outputs/dashboard-settings.js';
import { makeOutputs } from '../outputs/index.js';
import type { Output, OutputHost } from '../outputs/types.js';
import { expressionToJson } from '../thresholds/shape.js';
import type { Race } from './endings/race.js';
import type { RunPlan } from './plan.js';
import type { RunRequest } from './prepare.js';

/** A request for a whole run, with what its outputs may use. */
export interface TestRequest extends RunRequest {
  readonly outputHost: OutputHost;
  /** Whether somebody will ask what the run was over time. */
  readonly wantsTimeline: (options: Options) => boolean;
}

/** The outputs that the options name, ready to write; when one cannot be opened, none is left open. */
export async function openOutputs(
  { options, metricsPlan }: RunPlan,
  { outputHost, log }: TestRequest,
  race: Race,
): Promise<readonly Output[]> {
  const outputs = await makeOutputs(
    options.out.filter((spec) => !isDashboard(spec)),
    outputHost,
  );
  const facts = {
    systemTags: options.systemTags,
    submetrics: metricsPlan.submetrics,
    features: options.features,
    thresholds: options.thresholds.map(({ metricKey, expressions }) => ({
      metricKey,
      expressions: expressions.map(expressionToJson),
    })),
    warn: (text: string) => log.warn(text),
    signal: race.signal,
  };
  const open: Output[] = [];
  try {
    for (const output of outputs) {
      await output.open(facts);
      open.push(output);
    }
    return open;
  } catch (error) {
    await Promise.all(open.map((output) => output.close(AbortSignal.abort())));
    throw error;
  }
}
