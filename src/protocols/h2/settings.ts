import { ConnectionFault } from './connection-fault.js';
import { FLOW_CONTROL_ERROR, FRAME_SIZE_ERROR, PROTOCOL_ERROR } from './error-codes.js';
import { FRAME_BYTES, MOST_31_BITS, readUint32 } from './frame.js';

const HEADER_TABLE_SIZE = 1;
export const ENABLE_PUSH = 2;
const MAX_CONCURRENT_STREAMS = 3;
export const INITIAL_WINDOW_SIZE = 4;
const MAX_FRAME_SIZE = 5;
export const MAX_HEADER_LIST_SIZE = 6;

/** Of one setting: its number and its value. */
export const SETTING_BYTES = 6;
const MOST_FRAME_BYTES = 0xff_ffff;

/** Until the first settings have come, as in Go; afterwards those that say nothing of it mean this. */
const STREAMS_AT_FIRST = 100;
const STREAMS_OTHERWISE = 1000;

/** What the other side wants us to keep to. */
export class PeerSettings {
  received = false;
  headerTableBytes = 4096;
  maxStreams = STREAMS_AT_FIRST;
  windowBytes = 65_535;
  frameBytes = FRAME_BYTES;
  headerListBytes = Number.POSITIVE_INFINITY;

  /** Reads the payload of a SETTINGS frame. Throws a ConnectionFault. */
  read(bytes: Uint8Array, from: number, to: number): void {
    if ((to - from) % SETTING_BYTES !== 0) throw new ConnectionFault(FRAME_SIZE_ERROR, 'SETTINGS of a broken length');
    if (!this.received) this.maxStreams = STREAMS_OTHERWISE;
    this.received = true;
    for (let at = from; at < to; at += SETTING_BYTES) {
      this.#set((bytes[at]! << 8) | bytes[at + 1]!, readUint32(bytes, at + 2));
    }
  }

  #set(setting: number, value: number): void {
    switch (setting) {
      case HEADER_TABLE_SIZE:
        this.headerTableBytes = value;
        return;
      case ENABLE_PUSH:
        if (value > 1) throw new ConnectionFault(PROTOCOL_ERROR, 'bad ENABLE_PUSH');
        return;
      case MAX_CONCURRENT_STREAMS:
        this.maxStreams = value;
        return;
      case INITIAL_WINDOW_SIZE:
        if (value > MOST_31_BITS) throw new ConnectionFault(FLOW_CONTROL_ERROR, 'INITIAL_WINDOW_SIZE too large');
        this.windowBytes = value;
        return;
      case MAX_FRAME_SIZE:
        if (value < FRAME_BYTES || value > MOST_FRAME_BYTES)
          throw new ConnectionFault(PROTOCOL_ERROR, 'bad MAX_FRAME_SIZE');
        this.frameBytes = value;
        return;
      case MAX_HEADER_LIST_SIZE:
        this.headerListBytes = value;
    }
  }
}
