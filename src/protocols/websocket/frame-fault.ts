/** Why frames cannot be read on. */
export interface FrameFault {
  /** What a close frame says of it before the connection ends. */
  readonly code: number;
  readonly text: string;
}

const broken = (text: string): FrameFault => ({ code: 1002, text });

/** What frames must not be; the texts are those that k6 sends to the server. */
export const frameFaults = {
  head: (parts: readonly string[]) => broken(parts.join(', ')),
  closeCode: (code: number) => broken(`bad close code ${code}`),
  closeText: () => broken('invalid utf8 payload in close frame'),
  /** Known when the frame has come whole only: nothing is said of it. */
  compression: (): FrameFault => ({ code: 0, text: 'flate: corrupt input' }),
  tooBig: (bytes: number, limit: number): FrameFault => ({
    code: 1009,
    text: `websocket: a message of ${bytes === Number.POSITIVE_INFINITY ? 'more' : bytes} bytes is over the limit of ${limit}`,
  }),
};
