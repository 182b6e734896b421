// The log, as JSON lines on standard error.
import type { Case } from '../case.js';
import { mask } from './mask.js';
import type { Observation, Remains } from './observation.js';

interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly source?: string;
}

export function observeLog(one: Case, { stderr, names }: Remains, seen: Observation): void {
  if (one.plainLog === true) observePlain(stderr, names, seen);
  else observeLines(one, stderr, names, seen);
}

function observeLines(one: Case, stderr: string, names: ReadonlyMap<string, string>, seen: Observation): void {
  const order: string[] = [];
  for (const line of stderr.split('\n')) {
    const parsed = parse(line);
    if (parsed === undefined) continue;
    const text = mask(parsed.msg, names);
    if (parsed.source === 'console') {
      if (one.ordered === true) order.push(`${parsed.level} ${text}`);
      else seen.count('console', `${parsed.level} ${text}`);
      continue;
    }
    // Words of errors are each tool's own; that there is one is not.
    if (parsed.level === 'error') seen.set('log', 'error', 'yes');
    if (parsed.source === 'stacktrace') seen.count('exception', nameOf(withoutStack(text)));
    else if (parsed.level === 'warning') seen.count('log', `warning ${withoutStack(text)}`);
  }
  if (one.ordered === true) seen.set('order', 'of console lines', order.join(' | '));
}

/** What k6 or the engine throws has words of its own; what the script throws is the script's. */
function nameOf(text: string): string {
  const own = /^(Uncaught \(in promise\) )?(GoError|\w+Error): /.exec(text);
  return own === null || own[2] === 'Error' ? text : `${own[1] ?? ''}${own[2]}`;
}

function parse(line: string): LogLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed = JSON.parse(line) as LogLine;
    return typeof parsed.msg === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const withoutStack = (text: string): string => text.split('\n')[0]!.trim();

function observePlain(stderr: string, names: ReadonlyMap<string, string>, seen: Observation): void {
  for (const line of stderr.split('\n')) {
    const text = mask(line, names).trim();
    if (text !== '') seen.count('log', `line ${text}`);
  }
}
