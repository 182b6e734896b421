import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { VuBoard } from '../../src/shard/vu-board.js';
import type { BoardReport, BoardTask } from './vu-board-worker.js';

const fresh = (workers: number): VuBoard =>
  new VuBoard(new SharedArrayBuffer(VuBoard.byteLength(workers)), 0, workers).prepare();

test('a VU is reserved by one only, and by nobody after closing', () => {
  const board = fresh(2);
  board.release(0);
  assert.equal(board.reserve(1), false);
  assert.equal(board.reserve(0), true);
  assert.equal(board.reserve(0), false);
  board.release(0);
  board.release(0);
  assert.equal(board.close(0), 2);
  assert.equal(board.reserve(0), false);
  assert.equal(board.handOver(1, 5), false);
});

test('orders arrive in their order, as many as there is room for', () => {
  const board = fresh(2);
  for (let vu = 0; vu < 300; vu++) board.release(1);
  let handed = 0;
  while (board.handOver(0, handed)) handed++;
  assert.equal(handed, 256);
  for (let order = 0; order < handed; order++) assert.equal(board.takeOrder(1, order), order);
  assert.equal(board.takeOrder(1, handed), undefined);
  assert.equal(board.close(1), 44);
});

test('growth has a limit, the warning has one speaker, the last to leave wakes the others', async () => {
  const board = fresh(2);
  assert.deepEqual([board.claimGrowth(2), board.claimGrowth(2), board.claimGrowth(2)], [0, 1, undefined]);
  assert.deepEqual([board.mayWarn(), board.mayWarn()], [true, false]);
  const seen = board.wakeups(0);
  board.leave();
  assert.equal(board.dispatching, 1);
  const woken = board.woken(0, seen);
  board.leave();
  await woken;
  assert.equal(board.dispatching, 0);
});

test('with real threads every iteration is started, handed to one, or dropped; none is lost, none doubled', async () => {
  const [workers, iterations] = [4, 20_000];
  const buffer = new SharedArrayBuffer(VuBoard.byteLength(workers));
  const gate = new SharedArrayBuffer(4);
  new VuBoard(buffer, 0, workers).prepare();
  const reports = await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const task: BoardTask = { buffer, gate, workers, worker, vus: worker * 3, iterations };
      const thread = new Worker(new URL('./vu-board-worker.js', import.meta.url), { workerData: task });
      try {
        const ended = once(thread, 'exit').then(() => assert.fail('a thread ended without a report'));
        const message = once(thread, 'message') as Promise<[BoardReport & { idle: number; fits: boolean }]>;
        const [report] = await Promise.race([message, ended]);
        assert.ok(report.fits);
        assert.equal(report.idle, task.vus, 'all VUs are free in the end');
        assert.equal(report.started + report.handed + report.dropped, iterations);
        return report;
      } finally {
        await thread.terminate();
      }
    }),
  );
  const total = (key: keyof BoardReport): number => reports.reduce((sum, report) => sum + report[key], 0);
  assert.ok(total('handed') > 0);
  assert.equal(total('received'), total('handed'));
  assert.equal(total('sumReceived'), total('sumHanded'));
});
