import type { CompiledScript } from '../../script/compiled-script.js';
import { moduleAt } from '../../script/positions.js';

/**
 * The file that is being evaluated, as a path or an address: k6 opens files relative to it. It is the CommonJS module
 * whose body runs, the innermost if one requires another; else the file of the code that was entered first. Undefined
 * when no code of the script is on the stack.
 */
export function evaluatedFile(script: CompiledScript): string | undefined {
  const { names, paths } = script.modules;
  let outermost = -1;
  for (const frame of framesOf(script.codeName)) {
    const at = moduleAt(script, frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0);
    if (at < 0) continue;
    if (frame.getFunctionName() === names[at]) return paths[at];
    outermost = at;
  }
  return paths[outermost];
}

/** The script's frames, the innermost first. */
function framesOf(codeName: string): NodeJS.CallSite[] {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const holder: { stack?: NodeJS.CallSite[] } = {};
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  Error.prepareStackTrace = (_error, frames) => frames;
  try {
    Error.captureStackTrace(holder);
    return holder.stack!.filter((frame) => frame.getFileName() === codeName);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}
