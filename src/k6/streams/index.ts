import { stampConstruct } from '../../suspension/brand.js';
import type { MakeModule } from '../context.js';
import { mayWait } from '../suspension.js';
import { makingReadable, ReadableStream } from './readable.js';
import { ReadableStreamDefaultReader } from './reader.js';
import { CountQueuingStrategy } from './strategy.js';
import { makingWritable, WritableStream } from './writable.js';
import { WritableStreamDefaultWriter } from './writer.js';

/** `k6/experimental/streams`: the web's streams of values; those of bytes are not supported, as in k6. */
export const makeStreams: MakeModule = () => exports;

const startWaits = ([given]: readonly unknown[]): boolean =>
  typeof given === 'object' && given !== null && mayWait((given as { start?: unknown }).start);

stampConstruct(ReadableStream as never, (args, newTarget) =>
  startWaits(args) ? makingReadable(args, newTarget) : undefined,
);
stampConstruct(WritableStream as never, (args, newTarget) =>
  startWaits(args) ? makingWritable(args, newTarget) : undefined,
);

const exports = {
  CountQueuingStrategy,
  ReadableStream,
  ReadableStreamDefaultReader,
  WritableStream,
  WritableStreamDefaultWriter,
};
