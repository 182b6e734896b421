/**
 * Milliseconds on the one monotonic clock that all threads of a process share. `performance.now()` is not that
 * clock: every thread counts it from its own start. The offset is taken once, so that reading stays as cheap.
 */
const offsetMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();

export const monotonicMs = (): number => performance.now() + offsetMs;

/** Processor time of this process, all threads together. */
export function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The wall clock, for time stamps that leave the process. */
export const epochMs = (): number => Date.now();
