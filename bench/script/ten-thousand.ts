// 10,000 VUs of the booking script with k6's real modules, in a process of its own: how long until all are ready, and
// how much heap each has before its first request. Needs --expose-gc.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { Logger } from '../../src/base/log.js';
import type { ThreadContext } from '../../src/k6/context.js';
import { loadModules } from '../../src/k6/index.js';
import { nativeTable } from '../../src/k6/modules.js';
import { builtinMetrics } from '../../src/metrics/builtin.js';
import { Recorder } from '../../src/metrics/recorder.js';
import { compile } from '../../src/script/compile.js';
import { Instances } from '../../src/vu/instances.js';
import { ScriptFiles } from '../../src/vu/sandbox/files.js';
import { SharedArrays } from '../../src/vu/sandbox/shared-array-store.js';
import { Vu } from '../../src/vu/vu.js';
import { resolveFrom } from '../../test/helpers/options.js';

const COUNT = 10_000;
const entryPath = resolve(import.meta.dirname, '..', '..', '..', 'scenarios', 'booking.js');
const source = { name: 'booking.js', entryPath, text: readFileSync(entryPath, 'utf8') };
const script = await compile(source, {
  cwd: '/',
  sourceMaps: true,
  isolateLibs: [],
  level: 'optimised',
  natives: nativeTable(),
});

const plan = { submetrics: [], breakdowns: [], seriesLimit: 10_000, systemTags: [], runTags: {} };
const metrics = new Recorder({ plan, announce: () => {} });
const sharedArrays = new SharedArrays();
const files = new ScriptFiles(script);
const thread: ThreadContext = {
  options: resolveFrom({}).options,
  metrics,
  builtin: builtinMetrics(metrics),
  log: new Logger(
    () => {},
    () => 0,
  ),
  test: {} as ThreadContext['test'],
  sharedArrays,
  dataFiles: files,
  secrets: { sources: [], announce: () => {} },
  throttle: (ready) => void ready(),
  unsupported: () => {},
};
const { port1: port } = new MessageChannel();
const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
const task = {
  port,
  script,
  env: env as Record<string, string>,
  onUnsupported: 'abort',
  isolation: 'worker',
  secrets: [],
  webApis: false,
} as const;
const scripts = new Instances(task, thread, await loadModules(script.k6Modules), files);

const makeVu = (number: number): Vu => {
  const vu = new Vu(thread, { idInInstance: number, idInTest: number, minIterationDurationMs: 0 });
  return scripts.runInit(vu) as Vu;
};
const collect = (globalThis as { gc?: () => void }).gc!;

makeVu(0);
collect();
const heapBefore = process.memoryUsage().heapUsed;
const start = process.hrtime.bigint();
const vus = Array.from({ length: COUNT }, (_, index) => makeVu(index + 1));
const readyMs = Number(process.hrtime.bigint() - start) / 1e6;
collect();
const heapBytes = (process.memoryUsage().heapUsed - heapBefore) / vus.length;
console.log(JSON.stringify({ count: vus.length, readyMs, heapBytes }));
port.close();
