import type { ProcessReading } from '../process-source.js';
import type { ProcUnits } from './units.js';

/** Places in `/proc/PID/stat`, counted from the state, which is the third field. See proc_pid_stat(5). */
const FIELD = { state: 0, parent: 1, user: 11, system: 12, reapedUser: 13, reapedSystem: 14, start: 19, pages: 21 };
const ENDED = /^[ZXx]$/;

/** The text of `/proc/PID/stat`; undefined when it is none. */
export function parseStat(text: string, { msPerTick, pageBytes }: ProcUnits): ProcessReading | undefined {
  // The name may hold spaces, parentheses and line ends; nothing after it holds a parenthesis.
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')];
  const pid = Number.parseInt(text, 10);
  if (open < 0 || close < open || Number.isNaN(pid)) return undefined;
  const fields = text.slice(close + 2).split(' ');
  if (fields.length <= FIELD.pages) return undefined;
  const number = (key: keyof typeof FIELD): number => Number(fields[FIELD[key]]);
  return {
    pid,
    parentPid: number('parent'),
    startedAt: fields[FIELD.start]!,
    name: text.slice(open + 1, close),
    cpuMs: (number('user') + number('system')) * msPerTick,
    reapedCpuMs: (number('reapedUser') + number('reapedSystem')) * msPerTick,
    memoryBytes: number('pages') * pageBytes,
    ended: ENDED.test(fields[FIELD.state]!),
  };
}
