// k6/experimental/streams: the web's streams, whose sources and sinks may block.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from '../../helpers/script-run.js';
import { countingServer } from '../../helpers/servers.js';

const TELL = `import * as streams from 'k6/experimental/streams';
  import { ReadableStream, WritableStream, CountQueuingStrategy } from 'k6/experimental/streams';
  import { sleep } from 'k6'; import http from 'k6/http';
  async function tell(name, call) {
    try { console.log(name + ' ' + JSON.stringify(await call())); }
    catch (error) { console.log(name + ' ' + error?.name + ': ' + error?.message + (error instanceof Error ? '' : ' NO ERROR')); }
  }
  async function all(stream) {
    const [reader, chunks] = [stream.getReader(), []];
    for (let step = await reader.read(); !step.done; step = await reader.read()) chunks.push(step.value);
    await reader.closed;
    return chunks;
  }`;

for (const level of ['optimised', 'complete']) {
  test(`sources and sinks may block wherever they are called, compiled to the ${level} level`, async () => {
    await using server = await countingServer();
    const { code, said } = await runScript(
      `${TELL}
      export default async function () {
        const seen = [];
        const stream = new ReadableStream({
          start(controller) { seen.push('start'); sleep(0.01); controller.enqueue(0); seen.push('started'); },
          pull(controller) {
            const { status } = http.get('${server.url}/' + controller.desiredSize);
            if (seen.push(status) > 5) controller.close(); else controller.enqueue(status);
          },
        }, new CountQueuingStrategy({ highWaterMark: 2 }));
        seen.push('made');
        await tell('chunks', () => all(stream));
        await tell('seen', () => seen);
        const left = [];
        const ended = new ReadableStream({ pull(c) { c.enqueue(1); }, cancel(reason) { sleep(0.01); left.push(reason); } });
        for await (const one of ended) { left.push(one); break; }
        await tell('left', () => left);

        const written = [];
        const sink = new streams.WritableStream({
          start() { sleep(0.01); written.push('start'); },
          write(chunk) { sleep(0.01); written.push(chunk); },
          async close() { await null; sleep(0.01); written.push('close'); },
        });
        written.push('made');
        const writer = sink.getWriter();
        for (const chunk of ['a', 'b']) { await writer.ready; writer.write(chunk); }
        await writer.close();
        await tell('written', () => written);
        const aborted = new WritableStream({ abort(reason) { sleep(0.01); written.push(reason.message); } });
        await aborted.abort(new Error('enough'));
        await tell('aborted', () => written.at(-1));
      }`,
      ['--compile', level],
    );
    assert.equal(code, 0);
    assert.deepEqual(said, [
      'chunks [0,200,200]',
      'seen ["start","started","made",200,200,200]',
      'left [1,null]',
      'written ["start","made","a","b","close"]',
      'aborted "enough"',
    ]);
    assert.equal(server.requests, 3);
  });
}

test('they are what the web has, of the realm of the script', async () => {
  const { code, said } = await runScript(`${TELL}
    export default async function () {
      await tell('names', () => Object.keys(streams).sort());
      const made = new ReadableStream({ start(c) { c.enqueue({ own: true }); c.close(); } });
      await tell('kinds', () => [made instanceof ReadableStream, made instanceof Object, made.locked, made.cancel() instanceof Promise]);
      await tell('size', async () => {
        const wanted = [];
        new ReadableStream({ pull(c) { wanted.push(c.desiredSize); c.enqueue('abc'); } }, { highWaterMark: 10, size: (text) => text.length });
        await new Promise((resolve) => setTimeout(resolve, 20));
        return wanted;
      });
      await tell('tee', async () => Promise.all(new ReadableStream({ start(c) { c.enqueue(1); c.close(); } }).tee().map(all)));
      await tell('locked', () => { const one = new ReadableStream(); one.getReader(); return one.getReader(); });
      await tell('released', () => { const one = new ReadableStream(); one.getReader().releaseLock(); return one.locked; });
      await tell('reader', () => new streams.ReadableStreamDefaultReader(new ReadableStream()).closed instanceof Promise);
      await tell('no stream', () => new streams.ReadableStreamDefaultReader({}));
      await tell('pull threw', () => all(new ReadableStream({ pull() { throw new RangeError('bad'); } })));
      await tell('pull failed', () => all(new ReadableStream({ async pull() { sleep(0.001); throw new RangeError('bad'); } })));
      await tell('start threw', () => new ReadableStream({ start() { sleep(0.001); throw new RangeError('bad'); } }));
      await tell('start failed', () => all(new ReadableStream({ async start() { await null; throw new RangeError('bad'); } })));
      await tell('error', () => all(new ReadableStream({ start(c) { c.error(new TypeError('told')); } })));
      await tell('closed', () => new ReadableStream({ start(c) { c.close(); c.enqueue(1); } }));
      for (const source of [5, null, { type: 'bytes' }, { type: 'x' }, { pull: 1 }]) await tell('source', () => new ReadableStream(source));
      for (const mark of [-1, NaN]) await tell('mark', () => new ReadableStream({}, { highWaterMark: mark }));
      await tell('mode', () => new ReadableStream().getReader({ mode: 'byob' }));
      const writer = new WritableStream({ write() { throw new RangeError('bad'); } }).getWriter();
      await tell('write', () => writer.write(1));
      await tell('write again', () => writer.write(1));
      await tell('writer', () => [writer.desiredSize, writer instanceof streams.WritableStreamDefaultWriter, typeof writer.abort]);
      await tell('its end', () => writer.closed);
    }`);
  assert.equal(code, 0);
  assert.deepEqual(said, [
    'names ["CountQueuingStrategy","ReadableStream","ReadableStreamDefaultReader","WritableStream","WritableStreamDefaultWriter"]',
    'kinds [true,true,false,true]',
    'size [10,7,4,1]',
    'tee [[1],[1]]',
    'locked TypeError: stream is locked',
    'released false',
    'reader true',
    'no stream TypeError: ReadableStreamDefaultReader argument must be a ReadableStream',
    'pull threw RangeError: bad',
    'pull failed RangeError: bad',
    'start threw RangeError: bad',
    'start failed RangeError: bad',
    'error TypeError: told',
    'closed TypeError: cannot close or enqueue',
    ...Array(2).fill('source TypeError: underlyingSource must be an object'),
    "source GoError: NotSupportedError: a stream of type 'bytes' is not supported yet",
    'source TypeError: invalid underlying source type',
    'source TypeError: underlyingSource.[[pull]] must be a function',
    ...Array(2).fill('mark RangeError: highWaterMark must be a non-negative number'),
    "mode GoError: NotSupportedError: a reader of mode 'byob' is not supported yet",
    'write RangeError: bad',
    'write again RangeError: bad',
    'writer [null,true,"function"]',
    'its end RangeError: bad',
  ]);
});

test('a stream that nobody ends does not hold the iteration, and its functions end with it', async () => {
  const { code, said, points } = await runScript(`${TELL}
    export const options = { iterations: 2 };
    export default function () {
      const reader = new ReadableStream({ start() {}, pull() {} }).getReader();
      reader.read();
      new WritableStream({ write() { console.log('written'); sleep(0.001); console.log('waited'); } }).getWriter().write(1);
      console.log('end');
    }`);
  assert.equal(code, 0);
  assert.deepEqual(said, ['end', 'written', 'waited', 'end', 'written', 'waited']);
  assert.equal(points('iterations').length, 2);
});

test('the end of the scenario interrupts a source that blocks', async () => {
  const { code, said } = await runScript(`${TELL}
    export const options = { scenarios: { s: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' } } };
    export default async function () {
      const stream = new ReadableStream({ pull(c) { try { sleep(600); } finally { console.log('finally'); } } });
      await stream.getReader().read();
      console.log('went on');
    }`);
  assert.equal(code, 0);
  assert.deepEqual(said, []);
});
