/** Kinds of frames (RFC 6455, 5.2). */
export const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** From here on frames are about the connection and not part of a message. */
export const FIRST_CONTROL = OPCODES.close;

/** Bits of a frame's first byte. */
export const FIN = 0x80;
export const RSV1 = 0x40;
export const RSV2 = 0x20;
export const RSV3 = 0x10;
/** Of its second. */
export const MASKED = 0x80;

export const LONGEST_CONTROL_BYTES = 125;
