/** Why a connection was closed (RFC 6455, 7.4), by number, in the words of k6's messages; empty where it has none. */
const CODES: Readonly<Record<number, string | undefined>> = {
  1000: 'normal',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1007: 'invalid payload data',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'mandatory extension missing',
  1011: 'internal server error',
  1012: '',
  1013: '',
};

/** Numbers that no frame has: what they stand for is known without one. */
const UNSENT: Readonly<Record<number, string | undefined>> = {
  1005: 'no status',
  1006: 'abnormal closure',
  1015: 'TLS handshake error',
};

export const closeCodes = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  noStatus: 1005,
  abnormal: 1006,
  tooBig: 1009,
};

/** Numbers from here to 4999 are those of programs. */
const FIRST_FREE = 3000;
const LAST_FREE = 4999;

/** Whether a frame may say this. */
export const isCloseCode = (code: number): boolean =>
  CODES[code] !== undefined || (code >= FIRST_FREE && code <= LAST_FREE);

/** The error that a connection ended with, as k6 shows it. */
export function closeText(code: number, reason: string): string {
  const name = CODES[code] || UNSENT[code];
  return `websocket: close ${code}${name ? ` (${name})` : ''}${reason === '' ? '' : `: ${reason}`}`;
}
