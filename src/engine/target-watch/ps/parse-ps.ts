import type { ProcessReading } from '../process-source.js';

/** `  501     1 Ss    5312   0:12.34 Thu Oct  2 08:15:00 2025 /usr/sbin/nginx`: rss in KiB, the rest as it says. */
const LINE = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\d+)\s+([\d:.-]+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/;

/** All processes in the output of `ps`; what is no line of a process is left out. */
export const parsePs = (output: string): ProcessReading[] =>
  output.split('\n').flatMap((line) => {
    const match = LINE.exec(line);
    if (!match) return [];
    const [pid, parentPid, state, kib, time, startedAt, name] = match.slice(1) as [string, ...string[]];
    return {
      pid: Number(pid),
      parentPid: Number(parentPid),
      startedAt: startedAt!,
      name: name!.trim(),
      cpuMs: parseCpuTime(time!),
      // Not among what these systems tell.
      reapedCpuMs: 0,
      memoryBytes: Number(kib) * 1024,
      ended: state!.startsWith('Z'),
    };
  });

/** `1:02.50` (macOS), `00:01:02`, `3-04:05:06` (Linux): days, hours, minutes, seconds. */
export function parseCpuTime(text: string): number {
  const [clock, days = '0'] = text.split('-').reverse() as [string, string?];
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((Number(days) * 86_400 + seconds) * 1000);
}
