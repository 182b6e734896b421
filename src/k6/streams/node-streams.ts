import type { ReadableStream, WritableStream } from 'node:stream/web';

/** Node's streams behind the script's. */
export const readables = new WeakMap<object, ReadableStream>();
export const writables = new WeakMap<object, WritableStream>();

/** The one behind a script's; a TypeError for what is none, or is locked by another reader or writer. */
export function unlocked<Stream extends ReadableStream | WritableStream>(
  streams: WeakMap<object, Stream>,
  value: unknown,
  complaint: string,
): Stream {
  const stream = typeof value === 'object' && value !== null ? streams.get(value) : undefined;
  if (stream === undefined) throw new TypeError(complaint);
  if (stream.locked) throw new TypeError('stream is locked');
  return stream;
}
