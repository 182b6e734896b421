import { asWritten, commaList } from '../../schema/lists.js';
import { duration, int, oneOf, toggle } from '../../schema/scalars.js';
import { type MsRow, row } from '../row.js';
import { origins } from '../values/origins.js';
import { onOff } from '../values/switch.js';
import { watchedList } from '../values/watched.js';
import { atLeast, notNegativeMs } from './checks.js';

/** What k6 does not have. The variables are named for us, so that they never mean something to k6. */
export const generatorRows = {
  workers: row({
    type: int,
    fallback: 0,
    fallbackText: '0, one per core',
    check: atLeast(0),
    group: 'generator',
    env: 'SALVO_WORKERS',
    in: ['file'],
    help: 'threads that share the VUs',
  }),
  workerHeapMb: row({
    type: int,
    fallback: 0,
    fallbackText: '0, left to V8',
    check: atLeast(0),
    group: 'generator',
    env: 'SALVO_WORKER_HEAP_MB',
    in: ['file'],
    help: 'largest heap of one worker, in MB',
  }),
  seriesLimit: row({
    type: int,
    fallback: 10_000,
    check: atLeast(1),
    group: 'generator',
    env: 'SALVO_SERIES_LIMIT',
    in: ['file'],
    help: 'most combinations of metric and tags; what is over it counts without its tags',
  }),
  sourceMaps: row({
    type: onOff,
    fallback: true,
    fallbackText: 'on',
    group: 'generator',
    env: 'SALVO_SOURCE_MAPS',
    in: ['file'],
    help: "show the script's own lines in errors",
  }),
  isolateLibs: row({
    type: commaList({ placeholder: '<packages>', read: asWritten }),
    fallback: [],
    group: 'generator',
    env: 'SALVO_ISOLATE_LIBS',
    in: ['file'],
    help: 'packages that get an instance per VU instead of one per worker; * for all',
  }),
  compile: row({
    type: oneOf(['optimised', 'complete']),
    fallback: 'optimised',
    group: 'generator',
    env: 'SALVO_COMPILE',
    in: ['file'],
    help: 'complete: every function of the script may wait, nothing is proved beforehand; slower',
  }),
  isolation: row({
    type: oneOf(['auto', 'worker', 'vu']),
    fallback: 'auto',
    group: 'generator',
    env: 'SALVO_ISOLATION',
    in: ['file'],
    help: 'who shares the builtins of JavaScript: the VUs of a worker, or none; auto: none if the script changes them',
  }),
  onUnsupported: row({
    type: oneOf(['abort', 'iteration']),
    fallback: 'abort',
    group: 'generator',
    env: 'SALVO_ON_UNSUPPORTED',
    in: ['file'],
    help: 'what a call that cannot wait where it stands ends: the test, or its iteration',
  }),
  expectedInterval: {
    type: duration,
    unit: 'ms',
    fallback: 0,
    group: 'generator',
    check: notNegativeMs,
    env: 'SALVO_EXPECTED_INTERVAL',
    in: ['file'],
    help: 'how often each VU should send, to correct latencies of closed models for requests that were not sent',
  } as MsRow,
  warmup: {
    type: duration,
    unit: 'ms',
    fallback: 0,
    group: 'generator',
    check: notNegativeMs,
    env: 'SALVO_WARMUP',
    in: ['file'],
    help: 'run the first part of the test for this long before the test, and count nothing of it',
  } as MsRow,
  preconnect: row({
    type: origins,
    fallback: [],
    group: 'generator',
    env: 'SALVO_PRECONNECT',
    help: 'open a connection from each VU to each of these servers before the test',
  }),
  watchPid: row({
    type: watchedList,
    fallback: [],
    group: 'generator',
    env: 'SALVO_WATCH_PID',
    in: ['file'],
    help: 'processes whose CPU and memory are recorded; auto for those that listen on the ports of a local target',
  }),
  failOnSaturation: row({
    type: toggle,
    fallback: false,
    group: 'generator',
    env: 'SALVO_FAIL_ON_SATURATION',
    in: ['file'],
    help: 'fail the run when the generator itself could not keep up (exit code 255)',
  }),
};
