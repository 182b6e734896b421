import { CONTINUATION, END_HEADERS, END_STREAM, FRAME_HEAD_BYTES, HEADERS, writeFrameHead } from './frame.js';
import { type HpackEncoder, mostBytes } from './hpack/encoder.js';
import type { HeaderField } from './hpack/header-field.js';
import { type OutboxOwner, outbox } from './outbox.js';

/** How the headers of a stream go out. */
export interface HeaderTerms {
  readonly stream: number;
  readonly endsStream: boolean;
  /** The longest frame that the other side takes. */
  readonly longest: number;
}

/** Puts the headers of a stream into the outbox: one frame, and further ones where they are too long for it. */
export function writeHeaders(
  owner: OutboxOwner,
  encoder: HpackEncoder,
  fields: readonly HeaderField[],
  { stream, endsStream, longest }: HeaderTerms,
): void {
  const most = mostBytes(fields);
  outbox.open(owner, most + FRAME_HEAD_BYTES * (1 + Math.ceil(most / longest)));
  const head = outbox.length;
  const from = head + FRAME_HEAD_BYTES;
  let end = encoder.encode(fields, outbox.bytes, from);
  const ends = endsStream ? END_STREAM : 0;
  const first = Math.min(end - from, longest);
  writeFrameHead(first, HEADERS, end - from > longest ? ends : ends | END_HEADERS, stream, outbox.bytes, head);
  // What is too long moves behind the heads of further frames.
  for (let at = from + first; at < end; ) {
    outbox.bytes.copyWithin(at + FRAME_HEAD_BYTES, at, end);
    end += FRAME_HEAD_BYTES;
    const length = Math.min(end - at - FRAME_HEAD_BYTES, longest);
    const last = at + FRAME_HEAD_BYTES + length === end;
    writeFrameHead(length, CONTINUATION, last ? END_HEADERS : 0, stream, outbox.bytes, at);
    at += FRAME_HEAD_BYTES + length;
  }
  outbox.length = end;
}
