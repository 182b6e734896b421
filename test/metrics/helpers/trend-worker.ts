// A thread that records its share of a stream of values and then ends at once, or dies if told so.
import { parentPort, workerData } from 'node:worker_threads';
import { Recorder } from '../../../src/metrics/recorder.js';
import { NO_PLAN, trendDef } from './bench-of-workers.js';

const { values, dies } = workerData as { values: Float64Array; dies: boolean };
const recorder = new Recorder({ plan: NO_PLAN, announce: (message) => parentPort!.postMessage(message) });
const metric = recorder.metric(trendDef('time'));
for (const value of values) metric.add(value, recorder.rootTags);
if (dies) throw new Error('this worker dies on purpose');
