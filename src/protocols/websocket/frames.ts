import { Buffer } from 'node:buffer';
import { deflated } from './deflate.js';
import { mask, maskingKey } from './masking.js';
import { FIN, MASKED, OPCODES, RSV1 } from './opcodes.js';

/** Length fields: seven bits, or one of these two and as many bytes more. */
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const LONGEST_16 = 0xffff;
const KEY_BYTES = 4;

/** Who sends: frames of clients are masked, those of servers are not. */
export interface FrameForm {
  readonly masked: boolean;
  /** Messages are compressed. */
  readonly deflate: boolean;
}

export function textFrame(text: string, form: FrameForm): Buffer {
  if (form.deflate) return messageFrame(OPCODES.text, Buffer.from(text), form);
  const length = Buffer.byteLength(text);
  const frame = frameFor(OPCODES.text, length, form.masked);
  const from = frame.length - length;
  frame.write(text, from, 'utf8');
  return masked(frame, from, form.masked);
}

/** A whole message in one frame. */
export function messageFrame(opcode: number, payload: Uint8Array, form: FrameForm): Buffer {
  if (!form.deflate) return frameOf(opcode, payload, form.masked);
  return frameOf(opcode | RSV1, deflated(payload), form.masked);
}

/** `code` 1005 is that of a frame that says none. */
export function closeFrame(code: number, reason: string, isMasked: boolean): Buffer {
  if (code === NO_STATUS) return frameOf(OPCODES.close, NOTHING, isMasked);
  const payload = Buffer.allocUnsafe(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code & 0xffff, 0);
  payload.write(reason, 2);
  return frameOf(OPCODES.close, payload, isMasked);
}

export function frameOf(first: number, payload: Uint8Array, isMasked: boolean): Buffer {
  const frame = frameFor(first, payload.length, isMasked);
  const from = frame.length - payload.length;
  frame.set(payload, from);
  return masked(frame, from, isMasked);
}

const NO_STATUS = 1005;
const NOTHING = new Uint8Array(0);

/** Room for a frame, its head written but for the key. */
function frameFor(first: number, length: number, isMasked: boolean): Buffer {
  const lengthBytes = length < LENGTH_16 ? 0 : length <= LONGEST_16 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + lengthBytes + (isMasked ? KEY_BYTES : 0) + length);
  const bit = isMasked ? MASKED : 0;
  frame[0] = FIN | first;
  if (lengthBytes === 0) frame[1] = bit | length;
  else if (lengthBytes === 2) {
    frame[1] = bit | LENGTH_16;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = bit | LENGTH_64;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length >>> 0, 6);
  }
  return frame;
}

function masked(frame: Buffer, from: number, isMasked: boolean): Buffer {
  if (!isMasked) return frame;
  const key = maskingKey();
  frame.writeUInt32BE(key, from - KEY_BYTES);
  mask(frame, from, frame.length, key);
  return frame;
}
