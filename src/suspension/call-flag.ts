/**
 * What the last call helper gave: true, a generator that the call site has to run with `yield*`; false, the value
 * itself. Read by emitted code in the very next expression, with no suspension in between, so one per thread is enough.
 */
export interface CallFlag {
  f: boolean;
}

export const flag: CallFlag = { f: false };
