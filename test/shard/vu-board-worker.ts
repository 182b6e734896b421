// A thread of the test beside: a worker of an open model that has too few VUs for what it must start.
import { parentPort, workerData } from 'node:worker_threads';
import { VuBoard } from '../../src/shard/vu-board.js';

export interface BoardTask {
  readonly buffer: SharedArrayBuffer;
  /** One Int32 where the threads meet. */
  readonly gate: SharedArrayBuffer;
  readonly workers: number;
  readonly worker: number;
  readonly vus: number;
  readonly iterations: number;
}

export interface BoardReport {
  started: number;
  handed: number;
  received: number;
  dropped: number;
  /** Sum of the due times handed out, and received: equal over all workers when each order arrived once. */
  sumHanded: number;
  sumReceived: number;
}

const task = workerData as BoardTask;
const board = new VuBoard(task.buffer, 0, task.workers);
const report: BoardReport = { started: 0, handed: 0, received: 0, dropped: 0, sumHanded: 0, sumReceived: 0 };
const me = task.worker;
let busy = 0;
let idle = 0;
let closed = false;

function work(): void {
  idle--;
  busy++;
}
function free(): void {
  for (; busy > 0; busy--) {
    idle++;
    if (!closed) board.release(me);
  }
}
function receive(): void {
  for (let due = board.takeOrder(me, report.received); due !== undefined; due = board.takeOrder(me, report.received)) {
    report.received++;
    report.sumReceived += due;
    work();
  }
}

function start(n: number): void {
  const due = me * task.iterations + n;
  if (board.reserve(me)) {
    work();
    report.started++;
  } else if (board.handOver(me, due)) {
    report.handed++;
    report.sumHanded += due;
  } else report.dropped++;
  receive();
  // VUs are busy for a different time on each worker.
  if (n % (me + 2) === 0) free();
}
/** Waits until all threads have come here for the n-th time. */
function meet(times: number): void {
  const gate = new Int32Array(task.gate);
  Atomics.add(gate, 0, 1);
  Atomics.notify(gate, 0);
  for (let here = Atomics.load(gate, 0); here < times * task.workers; here = Atomics.load(gate, 0))
    Atomics.wait(gate, 0, here, 10);
}

idle = task.vus;
for (let vu = 0; vu < task.vus; vu++) board.release(me);
meet(1);
// While nobody is busy, the worker without VUs must find somebody.
if (me === 0) start(0);
meet(2);
for (let n = me === 0 ? 1 : 0; n < task.iterations; n++) start(n);
// An asynchronous wait alone does not keep a thread alive.
const alive = setInterval(() => {}, 1000);
board.leave();
while (board.dispatching > 0) {
  const seen = board.wakeups(me);
  receive();
  free();
  if (board.dispatching > 0) await board.woken(me, seen);
}
const expected = idle - board.close(me);
closed = true;
const before = report.received;
while (report.received < before + expected) receive();
free();
clearInterval(alive);
parentPort!.postMessage({ ...report, idle, fits: report.received === before + expected });
