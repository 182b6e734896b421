/** The process exit codes of k6, by name: scripts and pipelines around k6 already know these numbers. */
export const EXIT = {
  ok: 0,
  thresholdsFailed: 99,
  setupTimeout: 100,
  teardownTimeout: 101,
  genericTimeout: 102,
  stoppedByApi: 103,
  invalidConfig: 104,
  externalAbort: 105,
  cannotStartApi: 106,
  scriptException: 107,
  scriptAborted: 108,
  internal: 109,
  markedAsFailed: 110,
  generic: 255,
} as const;

export type ExitName = keyof typeof EXIT;
