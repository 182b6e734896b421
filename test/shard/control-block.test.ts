import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ControlBlock } from '../../src/shard/control-block.js';

test('numbers of a scenario are claimed once; the rest can be taken at once', () => {
  const block = ControlBlock.allocate(2, 2);
  const other = ControlBlock.attach(block.parts);
  assert.deepEqual([block.claim(1), other.claim(1), block.claim(1)], [0, 1, 2]);
  assert.equal(other.claimRest(1, 10), 7);
  assert.equal(block.claimRest(1, 10), 0);
  assert.equal(block.claim(1), 10);
  assert.equal(block.claim(0), 0);
  assert.equal(block.claimRest(0, 2 ** 32 - 1), 2 ** 32 - 2);
  assert.equal(block.claim(0), 2 ** 32 - 1);
});

test('no cell shares its place with another', () => {
  const [workers, scenarios] = [3, 2];
  const block = ControlBlock.allocate(workers, scenarios);
  const view = ControlBlock.attach(structuredClone(block.parts));
  for (let scenario = 0; scenario < scenarios; scenario++)
    for (let worker = 0; worker < workers; worker++) {
      block.add(worker, scenario, 'started', 1 + worker + 10 * scenario);
      block.vuBoard(scenario).release(worker);
    }
  block.addToWorker(2, 'initializedVus', 5);
  block.phase = 'running';
  block.addLogLines(4);
  assert.equal(view.total(0, 'started'), 6);
  assert.equal(view.total(1, 'started'), 36);
  assert.equal(view.grandTotal('started'), 42);
  assert.equal(view.grandTotal('interrupted'), 0);
  assert.equal(view.overWorkers('initializedVus'), 5);
  assert.equal(view.phase, 'running');
  for (let scenario = 0; scenario < scenarios; scenario++) {
    const board = view.vuBoard(scenario);
    assert.equal(board.dispatching, workers);
    for (let worker = 0; worker < workers; worker++)
      assert.deepEqual([board.reserve(worker), board.reserve(worker)], [true, false]);
  }
});
